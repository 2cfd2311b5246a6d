// The far end of a Contender for ONNX Runtime: node -e SCRIPT MODULE_FOLDER FILE.onnx DIMENSIONS
const { createRequire } = require('module');
const path = require('path');
const [folder, file, dimensions] = process.argv.slice(1);
const ort = createRequire(path.resolve(folder, 'x.js'))('onnxruntime-node');
const row = dimensions.split(',').map(Number);
const rowLength = row.reduce((a, b) => a * b, 1);
const sessions = new Map();

function input(batch) {
  const values = new Float32Array(batch * rowLength);
  for (let i = 0; i < values.length; i++) values[i] = 2 * (Math.imul(i, 2654435761) >>> 0) / 4294967295 - 1;
  return new ort.Tensor('float32', values, [batch, ...row]);
}

// Sessions are kept: one for each place and number of threads.
async function open(place, threads) {
  const key = `${place} ${threads}`;
  if (!sessions.has(key)) {
    sessions.set(key, await ort.InferenceSession.create(file, { intraOpNumThreads: threads, interOpNumThreads: 1 }));
  }
  return sessions.get(key);
}

async function rate(batch, count, threads, seconds) {
  const tensor = input(batch);
  const opened = await Promise.all([...Array(count).keys()].map(place => open(place, threads)));
  const feed = session => ({ [session.inputNames[0]]: tensor });
  await Promise.all(opened.map(session => session.run(feed(session))));
  let images = 0;
  const start = process.hrtime.bigint();
  const elapsed = () => Number(process.hrtime.bigint() - start) / 1e9;
  await Promise.all(opened.map(async session => {
    while (elapsed() < seconds) {
      await session.run(feed(session));
      images += batch;
    }
  }));
  return images / elapsed();
}

async function answer(words) {
  if (words[0] === 'outputs') {
    const session = await open(0, 1);
    const outputs = await session.run({ [session.inputNames[0]]: input(Number(words[1])) });
    return { outputs: Array.from(outputs[session.outputNames[0]].data) };
  }
  return { rate: await rate(...words.slice(1).map(Number)) };
}

(async () => {
  for await (const line of require('readline').createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await answer(line.split(' '))));
  }
})();
