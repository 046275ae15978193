// Express with express-session, after the "User login" example in express-session's README:
// the same options, the same steps at sign-in and sign-out, the same routes. The README leaves the
// check of the password out; here it is a table of two users.
import escapeHtml from 'escape-html'
import express from 'express'
import session from 'express-session'

const PASSWORDS = new Map([
  ['alice', 'alice-in-wonderland'],
  ['bob', 'bob-the-builder'],
])

const app = express()

app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: true }))

const signedInOnly = (request, _response, next) => {
  if (request.session.user) next()
  else next('route')
}

app.get('/', signedInOnly, (request, response) => {
  const name = escapeHtml(request.session.user)
  response.send(`hello, ${name}! <a href="/logout">Logout</a>`)
})

app.get('/', (_request, response) => {
  response.send(
    '<form action="/login" method="post">' +
      'Username: <input name="user"><br>' +
      'Password: <input name="pass" type="password"><br>' +
      '<input type="submit" text="Login"></form>',
  )
})

app.post('/login', express.urlencoded({ extended: false }), (request, response, next) => {
  if (PASSWORDS.get(request.body.user) !== request.body.pass || !request.body.pass) {
    return response.status(401).send('Wrong username or password.')
  }
  // A new session id, so that one that was planted before does not become a signed-in one.
  request.session.regenerate((failure) => {
    if (failure) return next(failure)
    request.session.user = request.body.user
    // Saved before the redirect, so that the next page finds it.
    request.session.save((error) => (error ? next(error) : response.redirect('/')))
  })
})

app.get('/logout', (request, response, next) => {
  // The user is taken out first, so that the old id leads to nobody.
  request.session.user = null
  request.session.save((failure) => {
    if (failure) return next(failure)
    request.session.regenerate((error) => (error ? next(error) : response.redirect('/')))
  })
})

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`)
})
