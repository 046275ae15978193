import type { FastifyHelmetOptions } from '@fastify/helmet'
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'

/**
 * Security headers (contract, rule 15; ASVS 3.4): no script at all, styles and pictures from here alone,
 * no framing. HSTS only where there is HTTPS. Over plain HTTP no upgrade is asked for.
 */
export const HELMET_OPTIONS = (https: boolean): FastifyHelmetOptions => ({
  global: true,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: false },
  xFrameOptions: { action: 'deny' },
})

export const OPENAPI: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Three ways to remember: the contract',
      version: '1',
      description: 'What every server in the comparison answers, whatever its auth style.',
    },
  },
}
