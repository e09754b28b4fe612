import { folderStorage } from './folder.ts'
import { s3Storage } from './s3.ts'

/** Kept for reading, or locked away because a scanner found it infected. */
export type Place = 'kept' | 'quarantine'

/** A place for bytes, named by their SHA-256: the same content is stored once and can never be changed in place. */
export interface Storage {
  /** Returns when the bytes would survive a power cut. Storing what is there already does nothing. */
  put(sha256: string, bytes: Uint8Array, place?: Place): Promise<void>
  /** Null when it is not there. */
  read(sha256: string, place?: Place): Promise<ReadableStream<Uint8Array> | null>
  remove(sha256: string, place?: Place): Promise<void>
  /** Contents of the kept place last stored before a time, oldest order not promised. */
  storedBefore(time: Date): AsyncIterable<string>
}

export interface StorageConfig {
  readonly folder: string
  readonly s3?: S3Config
}

export interface S3Config {
  /** `https://s3.example.gov.pk`; buckets are addressed by path. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly key: string
  readonly secret: string
}

/**
 * Where documents are kept: an S3-compatible store when MIZAN_S3_ENDPOINT is set, else a folder.
 * @throws Error when the store is only half configured: falling back to the folder would split the documents in two
 */
export function storageConfig(home: string, environment: NodeJS.ProcessEnv = process.env): StorageConfig {
  const folder = `${home}/documents`
  const {
    MIZAN_S3_ENDPOINT: endpoint,
    MIZAN_S3_BUCKET: bucket,
    MIZAN_S3_REGION: region = 'us-east-1',
    MIZAN_S3_KEY: key,
    MIZAN_S3_SECRET: secret,
  } = environment
  if (!endpoint) return { folder }
  if (!bucket || !key || !secret)
    throw new Error('MIZAN_S3_ENDPOINT needs MIZAN_S3_BUCKET, MIZAN_S3_KEY and MIZAN_S3_SECRET beside it.')
  return { folder, s3: { endpoint, bucket, region, key, secret } }
}

export function openStorage(config: StorageConfig): Storage {
  return config.s3 === undefined ? folderStorage(config.folder) : s3Storage(config.s3)
}

/** Only a digest becomes a path: nothing a caller says can lead out of the store. */
export function pathOf(sha256: string, place: Place): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256 digest.')
  return `${place}/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}
