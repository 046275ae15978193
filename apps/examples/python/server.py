"""A login on Python's standard library alone: the session is kept here, the browser has its number."""

import hashlib
import html
import os
import secrets
import time
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import parse_qs

COOKIE = "login"
IDLE_SECONDS = 1800
BODY_LIMIT_BYTES = 4096
FAILURES_ALLOWED = 10
WINDOW_SECONDS = 60


def hashed(password, salt):
    # Small enough for a test; OWASP asks for N of 2**17.
    return hashlib.scrypt(password.encode(), salt=salt, n=2**12, r=8, p=1)


def account(password):
    salt = secrets.token_bytes(16)
    return salt, hashed(password, salt)


ACCOUNTS = {"alice": account("alice-in-wonderland"), "bob": account("bob-the-builder")}
NOBODY = account(secrets.token_hex(16))

lock = Lock()
sessions = {}  # hash of the number: (name, time of the last request)
failures = {}  # (name, address): times


def key_of(number):
    return hashlib.sha256(number.encode()).hexdigest()


class Login(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 15

    def version_string(self):
        return "server"

    def do_GET(self):
        if self.path != "/":
            return self.answer(404, "Not found.")
        name = self.signed_in()
        if name is None:
            return self.answer(200, FORM)
        self.answer(200, f"<p>Signed in as {html.escape(name)}.</p>{SIGN_OUT}")

    def do_POST(self):
        try:
            length = int(self.headers.get("Content-Length", "0"))
        except ValueError:
            length = -1
        if not 0 <= length <= BODY_LIMIT_BYTES:
            self.close_connection = True
            return self.answer(413 if length > 0 else 400, "Too large.")
        body = self.rfile.read(length)
        if not self.from_own_page():
            return self.answer(403, "From another site.")
        if self.path == "/logout":
            return self.sign_out()
        if self.path != "/login":
            return self.answer(404, "Not found.")
        if self.headers.get_content_type() != "application/x-www-form-urlencoded":
            return self.answer(415, "Send a form.")
        try:
            form = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=10)
        except ValueError:
            return self.answer(400, "Not a form.")
        names, passwords = form.get("username", []), form.get("password", [])
        if len(names) != 1 or len(passwords) != 1:
            return self.answer(400, "One name and one password.")
        self.sign_in(names[0], passwords[0])

    def sign_in(self, name, password):
        place = (name, self.client_address[0])
        now = time.monotonic()
        with lock:
            recent = [at for at in failures.get(place, []) if now - at < WINDOW_SECONDS]
            failures[place] = recent
        if len(recent) >= FAILURES_ALLOWED:
            return self.answer(429, "Wait a minute.")
        # The hash is made for an unknown name too, so that both take the same time.
        salt, wanted = ACCOUNTS.get(name, NOBODY)
        right = secrets.compare_digest(hashed(password, salt), wanted)
        if not right or name not in ACCOUNTS:
            with lock:
                failures[place].append(now)
            return self.answer(401, "Wrong name or password.")
        number = secrets.token_urlsafe(32)
        with lock:
            sessions.pop(self.key(), None)
            sessions[key_of(number)] = (name, now)
        self.redirect(f"{COOKIE}={number}; Path=/; HttpOnly; SameSite=Lax")

    def sign_out(self):
        with lock:
            sessions.pop(self.key(), None)
        self.redirect(f"{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")

    def signed_in(self):
        key, now = self.key(), time.monotonic()
        with lock:
            name, seen = sessions.get(key, (None, now))
            if name is None or now - seen > IDLE_SECONDS:
                sessions.pop(key, None)
                return None
            sessions[key] = (name, now)
            return name

    def key(self):
        try:
            cookie = SimpleCookie(self.headers.get("Cookie", "")).get(COOKIE)
        except CookieError:
            return None
        return None if cookie is None else key_of(cookie.value)

    def from_own_page(self):
        site = self.headers.get("Sec-Fetch-Site")
        if site is not None:
            return site in ("same-origin", "none")
        return self.headers.get("Origin") in (None, f"http://{self.headers.get('Host')}")

    def redirect(self, cookie):
        self.answer(303, "", {"Location": "/", "Set-Cookie": cookie})

    def answer(self, status, text, headers=None):
        body = text.encode()
        self.send_response(status)
        for name, value in {**HEADERS, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
FORM = """<form method="post" action="/login">
<label>Name <input name="username"></label>
<label>Password <input name="password" type="password"></label>
<button>Sign in</button></form>"""
SIGN_OUT = """<form method="post" action="/logout"><button>Sign out</button></form>"""

ThreadingHTTPServer.request_queue_size = 128  # the usual 5 lets a burst of visitors wait a second
server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "3000"))), Login)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
