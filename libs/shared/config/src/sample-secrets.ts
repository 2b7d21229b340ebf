/** Words that stand in examples, manuals and first tries, with everything but letters and digits taken out. */
const SAMPLES = new Set(
  'secret password passw0rd pass pwd postgres postgresql redis admin administrator root user guest test testing demo sample example default development dev local countersign gateway worker sandbox loyalty letmein welcome qwerty hunter2 topsecret supersecret mysecret mypassword yourpassword yoursecret'.split(
    ' ',
  ),
);
const PLACEHOLDER = /^(changeme|replaceme|fillmein|todo|xxx+|your)/;
const LEAST_LENGTH = 12;

/**
 * What is wrong with a secret for production: a value that stands in an example, a word with some digits behind it, a repetition, or too short.
 * Never quotes it. Undefined for one that may be kept; it need not be a good one.
 */
export function weakSecretProblem(secret: string): string | undefined {
  if (isSample(secret)) return 'expected a secret of your own: this one is known from examples';
  if (secret.length < LEAST_LENGTH) return `expected a secret of at least ${LEAST_LENGTH} characters`;
  if (new Set(secret).size < 5) return 'expected a secret that does not repeat a few characters';
  return undefined;
}

/** The same for the password in a URL. One without a password is for a server that knows its clients in another way. */
export function weakUrlPasswordProblem(url: string): string | undefined {
  const { password } = new URL(url);
  return password === '' ? undefined : weakSecretProblem(decoded(password));
}

/** The same for the value of an Authorization header. */
export function weakAuthorizationProblem(header: string): string | undefined {
  const [, scheme = '', value = header.trim()] = /^(\S+) +(\S+)$/.exec(header.trim()) ?? [];
  const pair = scheme.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString('utf8') : '';
  const colon = pair.indexOf(':');
  return weakSecretProblem(colon < 0 ? value : pair.slice(colon + 1));
}

function isSample(secret: string): boolean {
  const word = secret.toLowerCase().replace(/[^a-z0-9]/g, '');
  return PLACEHOLDER.test(word) || SAMPLES.has(word) || SAMPLES.has(word.replace(/(?<!\d)\d+$/, '')) || /^\d{0,20}$/.test(word);
}

/** A password with a % that encodes nothing is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
