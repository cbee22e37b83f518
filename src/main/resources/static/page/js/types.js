/**
 * What the API answers, as far as the page reads it.
 *
 * @typedef {{status: number, title?: string, detail?: string, errors?: {pointer?: string, detail: string}[]}} Problem
 */

/**
 * @template T
 * @typedef {{items: T[], nextPageToken: string | null}} Page
 */

/**
 * @typedef {object} Dataset
 * @property {string} id
 * @property {string} name
 * @property {string[]} columns
 * @property {number} rows
 * @property {string} createdAt
 */

/**
 * @typedef {object} Understood
 * @property {boolean} header
 * @property {string} delimiter
 * @property {string} decimal
 * @property {number} comments
 * @property {{name: string, reason?: string}[]} leftOut
 *
 * @typedef {Dataset & {understood: Understood | null, note: string | null}} UploadedDataset
 */

/**
 * @typedef {object} ColumnSummary
 * @property {string} name
 * @property {number} count
 * @property {number} mean
 * @property {number | null} standardDeviation
 * @property {number} minimum
 * @property {number} maximum
 * @property {number} missing
 * @property {Record<string, number>} quantiles
 * @property {{edges: number[], counts: number[], below: number, above: number, whole: boolean}} histogram
 * @property {{level: string, count: number}[]} [levels] of a column of text
 *
 * @typedef {{datasetId: string, rows: number, columns: ColumnSummary[]}} DatasetSummary
 *
 * @typedef {{datasetId: string, totalRows: number, columns: string[], indices: number[],
 *     rows: (number | string | null)[][]}} Sample rows, and their numbers in the dataset
 */

/**
 * @typedef {{min: number, max: number}} ComponentRange
 *
 * @typedef {Record<string, any> & {model: string, datasetId: string, columns: string[], algorithm: string,
 *     components: number | ComponentRange, covariance?: string | string[], selection?: string, weightColumn?: string,
 *     labelColumn?: string}} FitRequest
 */

/**
 * @typedef {object} Progress
 * @property {number} candidate
 * @property {number} candidates
 * @property {number} start
 * @property {number | null} startsTried
 * @property {number} position
 * @property {number} positions
 * @property {number} iteration
 * @property {number | null} logLikelihood
 * @property {number | null} inertia
 * @property {number | null} fraction
 * @property {number | null} etaMillis
 * @property {string} [phase]
 */

/**
 * @typedef {object} Candidate
 * @property {number} components
 * @property {string | null} covariance
 * @property {'fitted' | 'spurious' | 'failed'} state
 * @property {number | null} freeParameters
 * @property {number | null} logLikelihood
 * @property {number | null} aic
 * @property {number | null} bic
 * @property {number | null} icl
 * @property {number | null} heldOutLogLikelihood
 * @property {string | null} explanation
 * @property {number | null} millis
 */

/**
 * @typedef {object} FitResult
 * @property {string} model
 * @property {number} version
 * @property {number | null} logLikelihood
 * @property {number | null} aic
 * @property {number | null} bic
 * @property {number | null} icl
 * @property {number | null} inertia
 * @property {number} freeParameters
 * @property {number} iterations
 * @property {boolean} converged
 * @property {string} reason
 * @property {number} startsTried
 * @property {number} startsKept
 * @property {number} restartsReachingBest
 * @property {number[]} [history]
 * @property {string[]} warnings
 * @property {{candidate: number, components: number, covariance: string | null, criterion: string} | null} selected
 * @property {Candidate[] | null} [candidates]
 */

/** @typedef {'QUEUED' | 'RUNNING' | 'CANCELLING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED'} State */

/**
 * @typedef {object} Fit
 * @property {string} id
 * @property {State} state
 * @property {FitRequest} request
 * @property {number | null} queuePosition
 * @property {Progress | null} progress
 * @property {FitResult | null} result
 * @property {Record<string, any> | null} bestSoFar
 * @property {{detail?: string, reason?: string, hint?: string} | null} failure
 * @property {boolean} resumable
 * @property {number} attempts
 * @property {string} createdAt
 * @property {string | null} startedAt
 * @property {string | null} finishedAt
 */

/**
 * The parameters of a mixture, as a stored model and a running start have them.
 *
 * @typedef {object} Parameters
 * @property {number[]} weights
 * @property {number[][] | null} means
 * @property {number[][][] | null} covariances
 * @property {string} [family]
 * @property {number[] | number | null} [degreesOfFreedom]
 * @property {{weight: number, logDensity: number} | null} [noise]
 * @property {any[] | null} [families]
 * @property {string[] | null} [componentNames]
 */

/**
 * @typedef {Parameters & {name: string, version: number, createdAt: string, algorithm: string, covariance: string | null,
 *     columns: string[], components: number, dimensions: number, logLikelihood: number | null,
 *     logLikelihoodPerObservation: number | null, aic: number | null, bic: number | null, icl: number | null,
 *     inertia: number | null, freeParameters: number | null, iterations: number | null, converged: boolean | null,
 *     reason: string | null, warnings: string[], provenance: Record<string, any>, goodnessOfFit: any, bootstrap: any,
 *     moments: any}} Model
 *
 * @typedef {{name: string, latestVersion: number, versions: number, updatedAt: string}} ModelSummary
 *
 * @typedef {object} VersionSummary
 * @property {string} name
 * @property {number} version
 * @property {string} createdAt
 * @property {string} algorithm
 * @property {string | null} covariance
 * @property {string[]} columns
 * @property {number} components
 * @property {number | null} logLikelihood
 * @property {number | null} bic
 * @property {number | null} inertia
 * @property {boolean | null} converged
 * @property {string | null} datasetId
 * @property {string[] | null} families
 */

/**
 * @typedef {{request: FitRequest, estimate: {dataBytes: number, heapBytes: number, iterationMillis: number,
 *     atMostMillis: number | null}, warnings: string[]}} Validation
 */

/**
 * @typedef {object} StartTrace
 * @property {number} candidate
 * @property {number} start
 * @property {number} position
 * @property {number} iterations
 * @property {number} every
 * @property {number[]} values before iteration 1 + i·every
 * @property {number | null} end
 * @property {'running' | 'sound' | 'spurious' | 'collapsed'} state
 *
 * @typedef {Candidate & {candidate: number}} NumberedCandidate
 *
 * @typedef {{measure: 'logLikelihood' | 'inertia', starts: StartTrace[], leftOut: number,
 *     candidates: NumberedCandidate[]}} Trace
 */

/**
 * @typedef {Parameters & {candidate: number, start: number, iteration: number, columns: string[], components: number,
 *     covariance: string | null}} RunningModel
 *
 * @typedef {{type: 'state', data: {state: State, queuePosition: number | null}} | {type: 'progress', data: Progress}
 *     | {type: 'model', data: RunningModel} | {type: 'candidate', data: NumberedCandidate}
 *     | {type: 'end', data: Fit}} FitEvent
 */

/**
 * A way to show something: it makes its content once, and is told to stop when another is shown.
 *
 * @typedef {object} Shown
 * @property {string} title
 * @property {(Node | string | null | false)[]} content
 * @property {() => void} [leave]
 */

export {};
