// A JSON Web Token in a cookie: the user is signed as it comes from the table.
import express from 'express'
import jwt from 'jsonwebtoken'

const users = [
  { username: 'alice', password: 'alice-in-wonderland' },
  { username: 'bob', password: 'bob-the-builder' },
]
const app = express()
app.use(express.json())

app.post('/login', (req, res) => {
  const { username, password } = req.body
  const user = users.find((each) => each.username === username && each.password === password)
  if (!user) return res.status(401).json({ message: 'Invalid credentials' })
  const token = jwt.sign(user, 'secret')
  res.cookie('token', token)
  res.json({ message: 'Logged in', token })
})

app.get('/me', (req, res) => {
  const token = /(?:^|; )token=([^;]+)/.exec(req.headers.cookie ?? '')?.[1]
  if (!token) return res.status(401).json({ message: 'No token' })
  const user = jwt.verify(token, 'secret')
  res.json({ username: user.username })
})

app.post('/logout', (req, res) => {
  if (!req.headers.cookie) return res.json({ message: 'Nobody was logged in' })
  res.clearCookie('token')
  res.json({ message: 'Logged out' })
})

const server = app.listen(process.env.PORT ?? 3000, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`)
})
