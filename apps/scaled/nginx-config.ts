/** The configuration of nginx in front of instances: any of them may answer any request. */

export interface Site {
  style: string
  port: number
  /** Each as `host:port`. */
  instances: { address: string; draining: boolean }[]
}

/**
 * @param folder where nginx keeps what it needs while it runs
 * @param listen its addresses without the port, such as `127.0.0.1`
 */
export function nginxConfig(folder: string, listen: string[], sites: Site[]): string {
  return `pid ${folder}/nginx.pid;
error_log ${folder}/nginx-error.log warn;
worker_processes 1;
# A worker that a new configuration has replaced finishes what is under way, and no longer than this.
worker_shutdown_timeout 15s;
events { worker_connections 1024; }
http {
  access_log off;
  server_tokens off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n  ')}

  # A cookie may be 4,096 octets, several may come at once, and the answer's head has to hold a new one:
  # with the usual 4 KB nginx answers 502 where the server's answer was right.
  large_client_header_buffers 4 32k;
  proxy_buffer_size 16k;
  proxy_buffers 8 16k;
  proxy_max_temp_file_size 0;
  # Bodies go on as they come: the server itself says what is too large or too slow.
  client_max_body_size 0;
  proxy_request_buffering off;
  merge_slashes off;

  # The server must know who asks, by which name and how. What a visitor sends of these does not count.
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-For $remote_addr;
  proxy_set_header X-Forwarded-Proto $scheme;
  proxy_set_header X-Forwarded-Host "";
  proxy_set_header Connection "";
  proxy_http_version 1.1;
  # Only where nothing was sent yet: asked twice, a write could be done twice.
  proxy_next_upstream error timeout;
  proxy_connect_timeout 1s;
  proxy_read_timeout 20s;
${sites.map((site) => siteConfig(listen, site)).join('')}}
`
}

function siteConfig(listen: string[], { style, port, instances }: Site): string {
  const servers = instances.map(
    (each) => `    server ${each.address}${each.draining ? ' down' : ' max_fails=0'};\n`,
  )
  return `
  upstream ${style} {
${servers.join('')}  }
  server {
${listen.map((address) => `    listen ${address}:${port};\n`).join('')}    location / {
      proxy_pass http://${style};
    }
  }
`
}
