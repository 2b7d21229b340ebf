import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { precompress } from './build/precompress.ts';

const GATEWAY = 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  // Our own libs by their sources, as everywhere but in what is built for Node.
  resolve: { conditions: ['@countersign/source', ...defaultClientConditions] },
  plugins: [react(), precompress()],
  build: { outDir: 'dist', emptyOutDir: true, manifest: true, target: 'es2023', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  // While the console itself is worked on: `npx vite apps/console` beside a running `npm start`.
  server: {
    host: '127.0.0.1',
    port: 3100,
    proxy: Object.fromEntries(
      [
        '/api_gateway',
        '/v3',
        '/operations',
        '/policies',
        '/health',
        '/console/settings.json',
        '/console/development-sign-in',
        '/console/queues',
      ].map((prefix) => [prefix, GATEWAY]),
    ),
  },
});
