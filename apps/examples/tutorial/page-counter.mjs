// The page counter that everybody begins with, and a sign-in put on top of it.
import express from 'express'
import session from 'express-session'

const users = { alice: 'alice-in-wonderland', bob: 'bob-the-builder' }
const app = express()
app.use(express.urlencoded({ extended: true }))
app.use(session({ secret: 'fac17', resave: true, saveUninitialized: true }))

app.get('/', (req, res) => {
  if (req.session.page_views) req.session.page_views++
  else req.session.page_views = 1
  const name = req.session.username
  const hello = name ? `Hello ${name}. ` : ''
  res.send(`${hello}You visited this page ${req.session.page_views} times`)
})

app.post('/login', (req, res) => {
  const { username, password } = req.body
  if (users[username] === password) {
    req.session.username = username
    res.redirect('/')
  } else {
    res.send('Sorry, wrong name or password')
  }
})

app.post('/logout', (req, res) => {
  req.session.username = null
  res.redirect('/')
})

const server = app.listen(process.env.PORT ?? 3000, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`)
})
