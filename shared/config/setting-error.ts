/** A setting that can't be used. Its message is one sentence for the one who started the server. */
export class SettingError extends Error {
  override name = 'SettingError'
}
