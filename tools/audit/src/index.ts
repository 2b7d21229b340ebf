export { auditCommand } from './audit-command';
export { copyJournal, exportJournal, type ExportOrder } from './export/export-journal';
export { EXPORTED_TABLES, HiddenRowsError } from './export/hidden-rows';
export { printVerdict } from './print-verdict';
export { type EntryProof, proveRequest, type RequestProof } from './prove/prove-request';
export { type OutsideFile, readOutside } from './verify/checkpoints';
export type { Damage, DamageKind } from './verify/damage';
export { readBundle } from './verify/read-bundle';
export { type Verdict, verifyJournal } from './verify/verify-journal';
