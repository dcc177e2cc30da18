"""A mail server on this machine that answers as a test says.

    with mail_server(lambda address, count: "550 no such person") as server:
        ...
    server.taken  # {address: letter}

The function is asked for each letter with the address, which is "" for a sender, and how many were
taken before: "" takes it, a line such as "451 later" is the answer, and DROPPED ends the line
without one. at says when it is asked: at "MAIL", at "RCPT", or at the end of the words of "DATA".
"""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

DROPPED = "dropped"
Answer = Callable[[str, int], str]


@dataclass
class Post:
    """What the server was told, and what it says."""

    answer: Answer
    at: str
    taken: dict[str, str] = field(default_factory=dict)
    port: int = 0


def takes_all(address: str, count: int) -> str:
    return ""


class Talk(socketserver.StreamRequestHandler):
    """One conversation with the server whose `post` it is."""

    server: "Server"

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 here")
        to = ""
        while line := self.rfile.readline().decode().strip():
            match line.partition(":")[0].split(" ")[0].upper():
                case "MAIL":
                    self.say(self.server.said("", "MAIL") or "250 fine")
                case "RCPT":
                    to = line.partition("<")[2].partition(">")[0]
                    self.say(self.server.said(to, "RCPT") or "250 fine")
                case "DATA":
                    if not self.take(to):
                        return
                case "QUIT":
                    self.say("221 bye")
                case _:
                    self.say("250 fine")

    def take(self, to: str) -> bool:
        """Read a letter and answer; whether the line stays open."""
        self.say("354 go on")
        words = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
        said = self.server.said(to, "DATA")
        if said == DROPPED:
            return False
        if not said:
            self.server.post.taken[to] = words
        self.say(said or "250 taken")
        return True


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, post: Post):
        super().__init__(("127.0.0.1", 0), Talk)
        self.post = post
        post.port = self.server_address[1]

    def said(self, address: str, at: str) -> str:
        is_asked = self.post.at == at
        return self.post.answer(address, len(self.post.taken)) if is_asked else ""


@contextmanager
def mail_server(answer: Answer = takes_all, *, at: str = "DATA") -> Iterator[Post]:
    """A server that listens on 127.0.0.1, at `port`, until the block ends."""
    post = Post(answer, at)
    with Server(post) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield post
        finally:
            server.shutdown()
