/**
 * Which attempts `a` a transition `t` commits to: loyalty calls that its own transaction noted, or one before. None of them can appear any
 * more once the transition is sealed, also where the tables were copied to a server that counts its transactions anew.
 */
export const ATTEMPTS_BEFORE = `a.endpoint_id is null and (a.written_in = t.written_in or a.written_in < t.written_in and a.at <= t.at)`;
