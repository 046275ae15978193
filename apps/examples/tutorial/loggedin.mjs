// The login of many a tutorial: `req.session.loggedin`, and a link to sign out.
import express from 'express'
import session from 'express-session'

const users = new Map([
  ['alice', 'alice-in-wonderland'],
  ['bob', 'bob-the-builder'],
])
const app = express()
app.use(express.json(), express.urlencoded({ extended: true }))
app.use(session({ secret: 'secret', resave: true, saveUninitialized: true }))

app.post('/auth', (req, res) => {
  const { username, password } = req.body
  if (!username || !password) return res.send('Please enter Username and Password!')
  if (!users.has(username)) return res.send('There is no such user!')
  if (users.get(username) !== password) return res.send('Incorrect Password!')
  req.session.loggedin = true
  req.session.username = username
  res.redirect('/home')
})

app.get('/home', (req, res) => {
  if (req.session.loggedin) res.send(`Welcome back, ${req.session.username}!`)
  else res.send('Please login to view this page!')
})

app.get('/logout', (req, res) => {
  req.session.destroy(() => res.redirect('/home'))
})

const server = app.listen(process.env.PORT ?? 3000, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`)
})
