/** The interface through which a `Bucket` is read. */
export enum BucketProvider {
  /** Any storage with the interface of S3 */
  GENERIC = 'generic',
  /** Amazon S3 */
  AWS = 'aws',
  /** Azure Blob Storage */
  AZURE = 'azure',
  /** Google Cloud Storage */
  GCP = 'gcp',
}
