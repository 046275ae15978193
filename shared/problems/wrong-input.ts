/** What is wrong with a body or an address, in words of our own: a validator's would tell which it is. */
import type { FastifySchemaValidationError } from 'fastify/types/schema.js'

/** One sentence that names the member, never what stands in it. */
export function whatIsWrong(
  { keyword, instancePath, params }: FastifySchemaValidationError,
  context = 'body',
): string {
  const path = instancePath.split('/').slice(1)
  const member = path.length > 0 ? `\`${path.join('.')}\`` : `The ${context}`
  switch (keyword) {
    case 'required':
      return `\`${[...path, params.missingProperty].join('.')}\` is missing.`
    case 'additionalProperties':
      return `${member} has a member that does not belong there.`
    case 'type':
      return `${member} takes a value of type ${params.type}.`
    case 'minLength':
      return `${member} is empty.`
    case 'maxLength':
      return `${member} is longer than ${params.limit} characters.`
    case 'enum':
      return `${member} is none of the values that it may have.`
    default:
      return `${member} has the wrong form.`
  }
}
