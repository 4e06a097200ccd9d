/** npm run demo: a full campaign between two real servers on loopback. Further arguments go to `fedcheck lab run`. */
import process from 'node:process';
import { bootstrap } from './bootstrap.mjs';
import { runNode } from './child.mjs';
import { cli } from './cli.mjs';

bootstrap();
const { code } = await runNode([...cli, 'lab', 'run', ...process.argv.slice(2)], { env: { TSX_DISABLE_CACHE: '1' } });
process.exitCode = code;
