import { readFileSync, existsSync } from 'node:fs';
import { comparable, fixtureImages, largestDifference, type FixtureModel } from './fixture-models.js';
import { readModelFile } from '../../../electron/engine/models/onnx/model-file.js';
import { describeModel } from '../../../electron/engine/models/inspect.js';
import { openClassifier } from '../../../electron/engine/models/onnx-classifier.js';
import { importNetwork, isImported } from '../../../electron/engine/models/importer.js';
import { candidateCuts, chooseCuts, suffixNetwork, composeWithHeads } from '../../../electron/engine/models/truncation.js';
const only = process.argv[2];
const clock = () => performance.now();
for (const file of ['torch', 'keras']) {
  const expected = JSON.parse(readFileSync(`/tmp/zoo/${file}-expected.json`, 'utf8')) as Record<string, { shape: number[]; answers: number[]; kind: FixtureModel['kind'] }>;
  for (const [name, e] of Object.entries(expected)) {
    if (only && !name.includes(only)) continue;
    const f: FixtureModel = { name, path: `/tmp/zoo/${name}.onnx`, shape: e.shape, answers: Float32Array.from(e.answers), kind: e.kind };
    if (!existsSync(f.path)) continue;
    try {
      let t = clock();
      const lap = () => { const n = clock(); const d = n - t; t = n; return `${d.toFixed(0)}ms`; };
      const m = await readModelFile(f.path);
      const read = lap();
      const d = await describeModel(m);
      const desc = lap();
      const c = await openClassifier(m, { path: f.path }, { batchSize: 4, threads: 1 });
      const a = await c.score(fixtureImages(f.shape));
      const { expected: x, answered } = comparable(f, a, c.outputs);
      const scale = Math.max(...Array.from(x, Math.abs));
      console.log('==', name, 'read', read, 'describe', desc, 'open+score', lap(), 'batch', d.fixedBatch ?? 'free', d.outputKind, JSON.stringify(d.architecture), d.parameters, 'DIFF', largestDifference(x, answered), 'of', scale.toFixed(2), d.notes.join(';'));
      await c.dispose();
      const imported = await importNetwork(m);
      console.log('  ', lap(), isImported(imported) ? `imported ${imported.network.nodes.length}` : `UNSUPPORTED ${imported.unsupported.length}: ` + imported.unsupported.slice(0, 3).join(' | '));
      const cuts = await candidateCuts(m);
      console.log('   cuts', cuts.length, lap());
      for (const cut of chooseCuts(cuts)) {
        const s = await suffixNetwork(m, cut);
        console.log('   chosen', cut.tensor, cut.shape.join('x'), cut.parameterShare.toFixed(2), lap(), isImported(s) ? 'suffix ok ' + s.network.nodes.map((n) => n.kind).join(' ').slice(0, 200) : s.unsupported.slice(0, 2).join('|'));
        if (isImported(s)) {
          const en = await composeWithHeads(m, { path: '' }, cut, [s], { batchSize: 4, threads: 1 });
          const an = await en.score(fixtureImages(f.shape));
          console.log('      diff', largestDifference(an.model, an.heads[0]), lap());
          await en.dispose();
        }
      }
    } catch (error) { console.log('FAILED', name, error); }
  }
}
console.log('rss', process.memoryUsage().rss / 2 ** 20);
