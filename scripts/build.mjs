/** npm run build: compiles to dist/, with the command line executable and the JSON Schema of the run record beside it. */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { bootstrap, root } from './bootstrap.mjs';
import { runNode } from './child.mjs';

bootstrap();
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const { code } = await runNode(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
process.exitCode = code;
if (code === 0) {
  chmodSync(join(dist, 'runners/cli/main.js'), 0o755);
  const record = await import(pathToFileURL(join(dist, 'reports/model/record.js')).href);
  writeFileSync(join(dist, 'run.schema.json'), `${JSON.stringify(record.runJsonSchema(), null, 2)}\n`);
}
