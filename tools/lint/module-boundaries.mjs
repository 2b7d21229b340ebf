/**
 * Which project may import which, by tag. Every constraint whose tag a project bears must hold, and a project that matches none may
 * import nothing: so there is no constraint for '*', and a spec checks that every project is tagged.
 */
const constraints = [
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:catalog', 'type:engine', 'type:infra', 'type:contract', 'type:shared'] },
  // Follows the graph: the gateway reaches these neither directly nor through another lib.
  { sourceTag: 'process:api', notDependOnLibsWithTags: ['only:worker'] },
  // A stand-in for another company's system knows nothing of ours; a browser gets nothing of the server.
  { sourceTag: 'process:sandbox', onlyDependOnLibsWithTags: ['type:shared'] },
  { sourceTag: 'process:console', onlyDependOnLibsWithTags: ['type:shared'] },
  { sourceTag: 'type:catalog', onlyDependOnLibsWithTags: ['type:request-type', 'type:contract'] },
  {
    sourceTag: 'type:request-type',
    onlyDependOnLibsWithTags: ['type:contract'],
    allowedExternalImports: ['zod', '@nestjs/common'],
  },
  {
    sourceTag: 'type:engine',
    onlyDependOnLibsWithTags: ['type:contract', 'type:shared'],
    bannedExternalImports: ['bullmq', '@nestjs/bullmq', 'pg', 'ioredis', 'undici'],
  },
  // Adapters meet in an app, never in each other.
  { sourceTag: 'type:infra', onlyDependOnLibsWithTags: ['type:engine', 'type:contract', 'type:shared'] },
  // Every request type imports it, and so whatever it imports.
  {
    sourceTag: 'type:contract',
    onlyDependOnLibsWithTags: ['needs:nothing'],
    allowedExternalImports: ['zod', '@nestjs/common', '@nestjs/core'],
  },
  { sourceTag: 'needs:nothing', onlyDependOnLibsWithTags: [], allowedExternalImports: [] },
  { sourceTag: 'type:shared', onlyDependOnLibsWithTags: ['type:shared'] },
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:contract', 'type:shared', 'type:tool'] },
  // Start the built apps as processes; import none.
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:testing', 'type:contract', 'type:shared', 'type:tool', 'type:in-app-fault'] },
  // Loaded into a built app by a test, to make it die or lie at a chosen place: it has to know what it breaks. No app knows of it.
  { sourceTag: 'type:in-app-fault', onlyDependOnLibsWithTags: ['type:engine', 'type:infra', 'type:contract', 'type:shared', 'type:tool'] },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:tool', 'type:shared'] },
];

/** What specs may import beside: conformance kits; and, where they need real servers, the tools that start them. */
const IN_SPECS = {
  'type:app': ['type:testing', 'type:tool'],
  'type:infra': ['type:testing', 'type:tool'],
  'type:request-type': ['type:testing'],
};

function inSpecs({ sourceTag, onlyDependOnLibsWithTags: libs, allowedExternalImports: externals, ...rest }) {
  return {
    sourceTag,
    ...rest,
    ...(libs && { onlyDependOnLibsWithTags: [...libs, ...(IN_SPECS[sourceTag] ?? [])] }),
    ...(externals && { allowedExternalImports: [...externals, 'fast-check', '@nestjs/testing'] }),
  };
}

const options = { enforceBuildableLibDependency: true, banTransitiveDependencies: true, allow: [], ignoredCircularDependencies: [] };

export const boundariesOfProduct = { '@nx/enforce-module-boundaries': ['error', { ...options, depConstraints: constraints }] };
export const boundariesOfSpecs = { '@nx/enforce-module-boundaries': ['error', { ...options, depConstraints: constraints.map(inSpecs) }] };
