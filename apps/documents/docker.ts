/** apps/scaled/nginx.docker.conf: the configuration of `npm run start:scaled`, for compose.yaml. */

import { STYLES } from '../../shared/styles.ts'
import { nginxConfig } from '../scaled/nginx-config.ts'

const FIRST_PORT = 3001

export function dockerNginx(): string {
  const sites = STYLES.map((style, index) => ({
    style,
    port: FIRST_PORT + index,
    instances: [1, 2].map((n) => ({ address: `${style}-${n}:3000`, draining: false })),
  }))
  return `# Made by \`npm run docs\` from apps/scaled/nginx-config.ts; change it there.\n${nginxConfig('/tmp', ['0.0.0.0'], sites)}`
}
