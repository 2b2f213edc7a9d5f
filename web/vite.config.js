// One page, GraphiQL, that needs no other host: relative addresses, workers and fonts included.
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vite';

export default defineConfig({
  base: './',
  worker: {format: 'es'},
  build: {
    outDir: fileURLToPath(new URL('../snijvlak/web/static/graphiql', import.meta.url)),
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    chunkSizeWarningLimit: 4000,
    rollupOptions: {
      input: fileURLToPath(new URL('graphiql.html', import.meta.url)),
      // The libraries carry "use client" marks, hundreds of them, that mean nothing here.
      onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
    },
  },
});
