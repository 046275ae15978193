/** What an administrator does, of which no server is told. */
import { hashPassword } from '../../../../shared/accounts/passwords.ts'
import { type Action, outside } from './action.ts'

const NEW_PASSWORD = 'down-the-rabbit-hole'

export const IN_THE_ACCOUNTS = {
  'change-role': {
    group: 'account',
    asks: false,
    label: 'Make alice an admin',
    help: 'in the accounts, by an administrator; no server is told',
    run: outside('In the accounts alice is an admin now. Nobody told the server.', (seat) =>
      seat.servers.users.setRole('alice', 'admin'),
    ),
  },
  disable: {
    group: 'account',
    asks: false,
    label: 'Disable alice',
    help: 'in the accounts, by an administrator; no server is told',
    run: outside('In the accounts alice is disabled now. Nobody told the server.', (seat) =>
      seat.servers.users.setDisabled('alice', true),
    ),
  },
  enable: {
    group: 'account',
    asks: false,
    label: 'Enable alice',
    help: 'again',
    run: outside('In the accounts alice is as she was. Nobody told the server.', (seat) =>
      seat.servers.users.setDisabled('alice', false),
    ),
  },
  'change-password': {
    group: 'account',
    asks: false,
    label: "Reset alice's password",
    help: 'in the accounts, by an administrator, because she fears a thief',
    run: outside(`In the accounts alice has another password: ${NEW_PASSWORD}.`, async (seat) => {
      await seat.servers.users.setPasswordHash('alice', await hashPassword(NEW_PASSWORD))
    }),
  },
} as const satisfies Record<string, Action>
