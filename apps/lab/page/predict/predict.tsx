/** Predictions of experiments: a set of questions has an address, which a class can be given. */
import { useEffect, useState } from 'preact/hooks'
import { useExperiments } from '../experiments/use-experiments.ts'
import { MakeSet } from './make-set.tsx'
import { Question } from './question.tsx'
import { type Answers, isRight, useAnswers } from './use-answers.ts'
import './predict.css'

/** @param set ids of experiments, with commas between */
export function Predict({ set }: { set: string }) {
  const { known, cells, progress, trouble } = useExperiments()
  const [answers, setAnswers] = useAnswers(set)
  const [notThere, setNotThere] = useState<string[]>([])
  const ids = set.split(',').filter(Boolean)
  useEffect(() => {
    document.title = 'Predict first - Three ways to remember'
  }, [])
  useEffect(() => {
    if (known === undefined) return
    setNotThere(set.split(',').filter((id) => id && !known.experiments.some((e) => e.id === id)))
  }, [known, set])
  if (known === undefined) return <main>{trouble || 'Asking the lab…'}</main>
  const chosen = ids.flatMap((id) => known.experiments.find((each) => each.id === id) ?? [])
  if (chosen.length === 0)
    return <MakeSet experiments={known.experiments} notThere={notThere.join(', ')} />
  const seen = chosen.flatMap((each) => isRight(each, answers[each.id], cells))
  return (
    <main class="predict">
      <h1 class="lead">Predict first</h1>
      <p class="lead">
        {chosen.length === 1 ? 'One question' : `${chosen.length} questions`} to three running
        servers. Say what each of them will do; then it is tried, here and now, and you see.{' '}
        <a href="/predict">Make another set</a>
      </p>
      <p class="trouble" role="alert">
        {trouble}
        {notThere.length > 0 && ` There is no ${notThere.join(', ')}.`}
      </p>
      <p role="status" class="score">
        {seen.length > 0 && `${seen.filter(Boolean).length} of ${seen.length} right`}
      </p>
      {chosen.map((experiment, index) => (
        <Question
          key={experiment.id}
          number={index + 1}
          experiment={experiment}
          cells={cells}
          progress={progress}
          answer={answers[experiment.id]}
          onAnswer={(answer) => setAnswers((now: Answers) => ({ ...now, [experiment.id]: answer }))}
        />
      ))}
    </main>
  )
}
