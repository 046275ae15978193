/** The safeguards: what each is against. One opens the attack that works without it. */

import { Wide } from '../scrolling.tsx'
import { Prose } from './prose.tsx'
import { SafeguardView } from './safeguard-view.tsx'
import { useSafeguards } from './use-safeguards.ts'

export function Safeguards({ name }: { name: string | undefined }) {
  const { all, now, trouble } = useSafeguards()
  if (all === undefined) return <p>{trouble || 'Asking the lab…'}</p>
  const chosen = all.find((each) => each.name === name)
  if (chosen !== undefined) return <SafeguardView safeguard={chosen} now={now} trouble={trouble} />
  return (
    <>
      <h1 class="lead">Safeguards, taken out one by one</h1>
      <p class="lead">
        Each is one piece of the servers. Take it out, and the attack that it is against works: on a
        server of its own, which is started for it and ends with it.
      </p>
      {name !== undefined && <p class="trouble">There is no safeguard {name}: here are all.</p>}
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <Wide label="Safeguards">
        <table>
          <caption>{all.length} safeguards</caption>
          <thead>
            <tr>
              <th scope="col">Safeguard</th>
              <th scope="col">Without it</th>
              <th scope="col">Shown on</th>
              <th scope="col">Here</th>
            </tr>
          </thead>
          <tbody>
            {all.map((each) => (
              <tr key={each.name}>
                <th scope="row">
                  <a href={`/conformance/safeguards/${each.name}`}>{each.name}</a>
                </th>
                <td>
                  <Prose text={each.title} />
                </td>
                <td>{each.server}</td>
                <td>{standing(now, each.name)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  )
}

function standing(
  { running, outcomes, troubles }: Parameters<typeof SafeguardView>[0]['now'],
  name: string,
) {
  if (running === name) return 'out right now'
  const outcome = outcomes[name]
  if (outcome !== undefined) return outcome.isShown ? 'the attack works' : 'no difference seen'
  return troubles[name] === undefined ? 'not tried' : 'not shown'
}
