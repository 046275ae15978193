import { errorsPage } from '../../pages/errors-page.ts'
import { sendPage } from '../../pages/send-page.ts'
import { PROBLEMS } from '../../problems/codes.ts'
import { Type } from '../../type.ts'
import type { App } from '../app-types.ts'
import type { Service } from '../service.ts'

const Errors = Type.Object({
  errors: Type.Array(
    Type.Object({
      code: Type.String(),
      status: Type.Integer(),
      title: Type.String(),
      meaning: Type.String(),
    }),
  ),
})

/** The page that the `type` of every problem leads to. */
export function errorsRoute(app: App, { style }: Service): void {
  const errors = Object.entries(PROBLEMS).map(([code, problem]) => ({ code, ...problem }))
  const schema = { summary: 'The errors', response: { 200: Errors } }
  app.get('/errors', { schema }, async (request, reply) => {
    return request.wants === 'page' ? sendPage(reply, errorsPage(style, errors)) : { errors }
  })
}
