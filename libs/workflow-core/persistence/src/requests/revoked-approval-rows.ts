import type { RevokedApproval } from '@countersign/engine';

/** As JSON of PostgreSQL has it, times in milliseconds. */
export interface RevokedApprovalRow {
  readonly checkerId: number;
  readonly checkerName: string;
  readonly comment: string;
  readonly decidedAt: number;
  readonly revokedBy: number;
  readonly revokedByName: string;
  readonly revokedAt: number;
}

/** Of a request `r`, the oldest first; null where nothing was taken back. */
export const REVOKED_APPROVALS = `
  case when r.open_positions is not null then (
    select json_agg(json_build_object('checkerId', b.checker_id, 'checkerName', b.checker_name, 'comment', coalesce(b.comment, 'erased'),
                                      'decidedAt', extract(epoch from b.decided_at) * 1000, 'revokedBy', b.revoked_by,
                                      'revokedByName', b.revoked_by_name, 'revokedAt', extract(epoch from b.at) * 1000) order by b.entry_id)
      from revoked_approval b where b.org_id = r.org_id and b.request_id = r.request_id) end`;

export function revokedApprovalOf(row: RevokedApprovalRow): RevokedApproval {
  return {
    checker: { id: row.checkerId, name: row.checkerName },
    comment: row.comment,
    decidedAt: new Date(row.decidedAt),
    revokedBy: { id: row.revokedBy, name: row.revokedByName },
    revokedAt: new Date(row.revokedAt),
  };
}
