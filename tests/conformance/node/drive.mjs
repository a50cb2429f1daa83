// Drives the official Node package; a command, told by JSON where the server is. Of the package's
// client only the base URL is set.

import { createRequire } from 'node:module';
import path from 'node:path';

const told = JSON.parse(process.argv.at(-1));
const require = createRequire(path.join(told.package, 'package.json'));
const { MusicGPTClient, MusicGPTConversionType, RemixMode } = require('musicgpt');
const { REMIX } = MusicGPTConversionType;
const NOWHERE = '00000000-0000-4000-8000-000000000000';

function connected(key = told.key) {
  const client = new MusicGPTClient(key, 'ERROR');
  client.base_url = told.base;
  return client;
}

// What the package makes of an error: the name of its exception and its text.
async function refusal(promise) {
  return promise.then(
    () => '',
    (error) => `${error.constructor.name}: ${error.message}`,
  );
}

// What the package read from the replies, for every mode and both kinds of source.
async function orders(client) {
  const replies = {};
  for (const mode of Object.values(RemixMode)) {
    for (const audio_url of ['audio.m4a', told.link]) {
      const wish = { audio_url, mode, prompt: 'warm house', lyrics: 'One more light' };
      replies[`${mode}, ${audio_url}`] = await client.remix(wish);
    }
  }
  return replies;
}

// A finished task, and what byId says by the id of a version.
async function polled(client) {
  const { task_id } = await client.remix({
    audio_url: 'song.mp3',
    mode: RemixMode.REMIX,
    prompt: 'warm house',
  });
  const fresh = (await client.getConversion(REMIX, task_id)).conversion;
  const finished = (await client.waitForCompletion(task_id, REMIX, 500, 180000)).conversion;
  const byVersion = await client.getConversion(REMIX, undefined, finished.conversion_id_2);
  return { fresh, finished, same: [byVersion.conversion.task_id] };
}

const client = connected();
const badWish = { audio_url: 'song.mp3', mode: 'NOPE', prompt: 'warm house' };
const said = {
  polled: await polled(client),
  orders: await orders(client),
  samples: JSON.parse(told.samples).map((reply) =>
    client.createConversionResponse(reply, REMIX, 'remix'),
  ),
  'wrong key': await refusal(connected('wrong').getConversion(REMIX, NOWHERE)),
  'no task': await refusal(client.getConversion(REMIX, NOWHERE)),
  refused: await refusal(client.remix(badWish)),
};
process.stdout.write(`${JSON.stringify(said)}\n`);
