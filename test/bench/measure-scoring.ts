/** One measurement of scoring in a process of its own, so that its peak memory is its own: prints JSON. */
import { mlpPreset } from '../../electron/engine/networks/presets/mlp.js';
import { denseNet121 } from './densenet-121.js';
import { measureScoring } from './scoring.js';

const [name, hosts, decoys, threads] = process.argv.slice(2);
const network = name === 'densenet-121' ? denseNet121(10) : mlpPreset({ inputShape: [1, 28, 28], classes: 10 }).network;
console.log(
  JSON.stringify(await measureScoring({ name, network, hosts: Number(hosts), decoys: Number(decoys), threads: Number(threads) })),
);
