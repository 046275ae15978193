// cookie-session as its documentation introduces it: the whole session in a signed cookie.
import cookieSession from 'cookie-session'
import express from 'express'

const users = new Map([
  ['alice', 'alice-in-wonderland'],
  ['bob', 'bob-the-builder'],
])
const app = express()
app.use(express.urlencoded({ extended: false }))
app.use(cookieSession({ name: 'session', keys: ['key1'] }))

app.get('/', (req, res) => {
  req.session.views = (req.session.views || 0) + 1
  res.send({ views: req.session.views, user: req.session.user })
})

app.post('/login', (req, res) => {
  const { username, password } = req.body
  if (!password || users.get(username) !== password) return res.status(401).send({ error: 'no' })
  req.session.user = username
  res.send({ ok: true })
})

app.post('/logout', (req, res) => {
  req.session = null
  res.send({ ok: true })
})

const server = app.listen(process.env.PORT ?? 3000, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`)
})
