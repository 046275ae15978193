/** The one place that chooses where the accounts are. */
import { SettingError } from '../config/setting-error.ts'
import type { Database, Fill } from './database.ts'
import { openEmbedded } from './embedded.ts'

/**
 * Opens it, and makes its tables where they are missing. A file must be there to be used; MySQL
 * may come later.
 * @param url `file:PATH` or `mysql://…`
 * @throws SettingError when it can't be opened
 */
export async function openDatabase(url: string, fill: Fill = async () => {}): Promise<Database> {
  if (/^file:./.test(url)) return openEmbedded(url.slice('file:'.length), fill)
  // The driver is loaded by who uses it alone.
  if (url.startsWith('mysql:')) return (await import('./mysql.ts')).openMysql(url, fill)
  throw new SettingError('ACCOUNTS_URL must have the form file:PATH or mysql://….')
}
