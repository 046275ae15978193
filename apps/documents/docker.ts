/** apps/scaled/nginx.docker.conf: the configuration of `npm run start:scaled`, for compose.yaml. */

import { nginxConfig } from '../scaled/nginx-config.ts'
import { DECLARED } from '../styles.ts'

export function dockerNginx(): string {
  const sites = DECLARED.map(({ name, port }) => ({
    style: name,
    port,
    instances: [1, 2].map((n) => ({ address: `${name}-${n}:3000`, draining: false })),
  }))
  return `# Made by \`npm run docs\` from apps/scaled/nginx-config.ts; change it there.\n${nginxConfig('/tmp', ['0.0.0.0'], sites)}`
}
