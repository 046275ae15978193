import type { Control } from '../brought/control.ts'
import type { CaseContext } from '../context.ts'
import { record } from './about.ts'

/** Runs part of a case that may disable the second user or change the role, and puts both back. */
export async function changingAccount(
  context: CaseContext,
  run: (accounts: Control, roleBefore: string) => Promise<void>,
): Promise<void> {
  const accounts = context.target.brought.accounts ?? context.notJudged('--accounts')
  const { username } = context.secondUser
  const signedIn = await context.signIn(context.visitor(), context.secondUser)
  const role = record(signedIn.member('user'))?.role
  try {
    await run(accounts, String(role))
  } finally {
    await accounts('enable', username)
    if (typeof role === 'string') await accounts('role', username, role)
  }
}
