/** Choose questions, and get the address of the set: a link for a class. */
import { useState } from 'preact/hooks'
import { STYLES } from '../../../../shared/styles.ts'
import type { SeenExperiment } from '../api.ts'

interface Props {
  experiments: readonly SeenExperiment[]
  /** Ids that the address had, and that are none. */
  notThere: string
}

export function MakeSet({ experiments, notThere }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const groups = [...new Set(experiments.map(({ group }) => group))]
  const address = `${location.origin}/predict/${chosen.join(',')}`
  return (
    <main class="predict">
      <h1 class="lead">Predict first</h1>
      <p class="lead">
        Choose questions. The set has an address that you can give to a class: each answers on their
        own machine, with the lab running there (<code>npm start</code>), and then sees what running
        servers do.
      </p>
      <p class="trouble" role="alert">
        {notThere !== '' && `There is no ${notThere}.`}
      </p>
      <p class="run">
        <button type="button" onClick={() => setChosen(telling(experiments))}>
          One of each group that tells the three apart
        </button>
        <button type="button" disabled={chosen.length === 0} onClick={() => setChosen([])}>
          None
        </button>
        <span role="status">
          {chosen.length === 0 ? (
            'None chosen.'
          ) : (
            <>
              {chosen.length} chosen: <a href={new URL(address).pathname}>{address}</a>
            </>
          )}
        </span>
      </p>
      {groups.map((group) => (
        <fieldset key={group} class="choices">
          <legend>{group}</legend>
          {experiments
            .filter((each) => each.group === group)
            .map(({ id, question }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={() =>
                    setChosen((now) =>
                      now.includes(id) ? now.filter((each) => each !== id) : [...now, id],
                    )
                  }
                />{' '}
                {question}
              </label>
            ))}
        </fieldset>
      ))}
    </main>
  )
}

/** The first of each group in which the three are not all the same. */
function telling(experiments: readonly SeenExperiment[]): string[] {
  const differing = experiments.filter(({ expected }) => {
    const verdicts = STYLES.map((column) => expected.find(([id]) => id === column)?.[1])
    return new Set(verdicts).size > 1
  })
  const groups = [...new Set(differing.map(({ group }) => group))]
  return groups.flatMap((group) => differing.find((each) => each.group === group)?.id ?? [])
}
