/** The nginx configuration of compose.yaml is one that nginx takes. */
import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { dockerNginx } from '../../../apps/documents/docker.ts'

t.test('nginx takes it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'three-ways-nginx-'))
  const file = join(folder, 'nginx.conf')
  // The names of the services are known inside Docker alone.
  writeFileSync(file, dockerNginx().replaceAll(/[\w-]+-[12]:3000/g, '127.0.0.1:9'))
  const args = ['-t', '-p', folder, '-e', join(folder, 'log'), '-c', file]
  const { stderr } = await promisify(execFile)('nginx', args)
  t.match(stderr, /test is successful/)
})
