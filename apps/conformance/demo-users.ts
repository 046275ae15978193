/** The demo users of the three servers (README). */
export const DEMO = [
  { username: 'alice', password: 'alice-in-wonderland' },
  { username: 'bob', password: 'bob-the-builder' },
] as const
