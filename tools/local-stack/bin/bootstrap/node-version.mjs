// Imported before anything else, so it must load on every Node that knows modules: nothing newer than that here.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Countersign needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
