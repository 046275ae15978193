/** The faults, or those that take out a safeguard: what each gets wrong. One opens what it changes. */
import type { FaultsEvent, ListedFault } from '../../conformance/faults.ts'
import { lab } from '../api.ts'
import { Wide } from '../scrolling.tsx'
import { caseAddress } from './case-address.ts'
import { Prose } from './prose.tsx'
import { useFaults } from './use-faults.ts'

export function Faults({ ofSafeguards = false }: { ofSafeguards?: boolean }) {
  const { known, now, trouble } = useFaults(lab.faults)
  if (known === undefined) return <p>{trouble || 'Asking the lab…'}</p>
  const faults = ofSafeguards ? known.filter(({ safeguard }) => safeguard !== undefined) : known
  const subject = ofSafeguards ? 'Safeguard' : 'Fault'
  return (
    <>
      <h1 class="lead">{ofSafeguards ? 'Safeguards, taken out one by one' : 'Faults'}</h1>
      <p class="lead">
        {ofSafeguards
          ? 'Each is one piece of the servers. Take it out, and the attack that it is against works.'
          : 'Each is a way to get a login wrong, as a patch to one of the servers, and a case of the suite catches it.'}{' '}
        Any of them can be tried here, on a server of its own, which ends with it.
      </p>
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <Wide label={`${subject}s`}>
        <table>
          <caption>
            {faults.length} {subject.toLowerCase()}s
          </caption>
          <thead>
            <tr>
              <th scope="col">{subject}</th>
              <th scope="col">What is wrong</th>
              <th scope="col">Server</th>
              <th scope="col">Caught by</th>
              <th scope="col">Here</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ id, safeguard, title, server, caughtBy }) => (
              <tr key={id}>
                <th scope="row">
                  <a href={faultAddress(id)}>{ofSafeguards ? safeguard : id}</a>
                </th>
                <td>
                  <Prose text={title} />
                </td>
                <td>{server}</td>
                <td>
                  <a href={caseAddress(caughtBy)}>{caughtBy}</a>
                </td>
                <td>{standing(now, id)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  )
}

/** Those that a case catches, as links. */
export function FaultLinks({ faults }: { faults: readonly ListedFault[] }) {
  return (
    <ul>
      {faults.map(({ id, title, server }) => (
        <li key={id}>
          <a href={faultAddress(id)}>{id}</a>: <Prose text={title} /> ({server})
        </li>
      ))}
    </ul>
  )
}

function faultAddress(id: string): string {
  return `/conformance/faults/${id}`
}

function standing({ running, outcomes, troubles }: FaultsEvent, id: string): string {
  if (running === id) return 'tried right now'
  const outcome = outcomes[id]
  if (outcome !== undefined) return outcome.isShown ? 'caught' : 'no difference seen'
  return troubles[id] === undefined ? 'not tried' : 'not shown'
}
