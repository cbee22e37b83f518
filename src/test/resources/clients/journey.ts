/** Upload, fit, probabilities, by the client that openapi-generator has made. Arguments: the service, the data. */
import { Configuration, DatasetsApi, FitsApi, ResponsibilitiesApi, ResponseError } from './index';

declare const process: { argv: string[]; exitCode: number };
declare function require(module: 'node:fs'): { readFileSync(path: string, encoding: 'utf8'): string };
const { readFileSync } = require('node:fs');

function check(holds: boolean, what: unknown): asserts holds {
  if (!holds) {
    throw new Error(JSON.stringify(what));
  }
}

async function journey(service: string, data: string): Promise<void> {
  const configuration = new Configuration({ basePath: service });
  const datasets = new DatasetsApi(configuration);
  const fits = new FitsApi(configuration);
  const points = new ResponsibilitiesApi(configuration);

  const dataset = await datasets.uploadCsv({ body: data, name: 'by-typescript' });
  check(dataset.rows === 272 && dataset.columns.join() === 'eruptions,waiting', dataset);
  const small = await datasets.uploadDataset({
    uploadDatasetRequest: { name: 'small-by-typescript', columns: ['a', 'b'], rows: [[1, 2], [3, 4.5]] },
  });
  check(small.rows === 2, small);

  const fitRequest = {
    model: 'by-typescript',
    datasetId: dataset.id,
    components: { min: 1, max: 3 },
    covariance: ['full', 'tied'],
  };
  const validated = await fits.validateFit({ fitRequest });
  check(validated.request.seed === 42, validated);
  let fit = await fits.submitFit({ fitRequest });
  while (!['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(fit.state)) {
    fit = await fits.getFit({ id: fit.id, prefer: 'wait=10' });
  }
  check(fit.state === 'SUCCEEDED' && fit.result?.version === 1, fit);

  const answer = await points.assignPoints({
    name: 'by-typescript',
    version: 'latest',
    points: { rows: [[3.6, 79], [1.8, 54]], columns: ['eruptions', 'waiting'] },
  });
  const probabilities = answer.rows!.map((row) => row.responsibilities);
  check(probabilities.every((row) => Math.abs(row.reduce((a, b) => a + b) - 1) < 1e-12), answer);
  const one = await points.assignPoint({ name: 'by-typescript', version: '1', x: '3.6,79' });
  check(one.responsibilities!.join() === probabilities[0]!.join(), one);

  try {
    await fits.submitFit({ fitRequest: { datasetId: dataset.id, components: 0 } });
    check(false, 'no refusal');
  } catch (refused) {
    check(refused instanceof ResponseError && refused.response.status === 422, String(refused));
  }
  console.log('done');
}

journey(process.argv[2]!, readFileSync(process.argv[3]!, 'utf8')).catch((failure) => {
  console.error(failure);
  process.exitCode = 1;
});
