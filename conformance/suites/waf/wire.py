"""A bounded HTTP/1.1 client that sends bytes as they are and reads the status: 403 is a blocked request."""
import asyncio

CONNECTIONS = 16
TIMEOUT = 30


async def read_answer(reader, head_only):
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    fields = head.lower()
    if status >= 200 and status not in (204, 304) and not head_only:
        if b"transfer-encoding: chunked" in fields:
            while (size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16)) > 0:
                await reader.readexactly(size + 2)
            await reader.readuntil(b"\r\n")
        elif (place := fields.find(b"content-length:")) >= 0:
            await reader.readexactly(int(fields[place + 15 : fields.index(b"\r\n", place)]))
        else:
            await reader.read()
            return status, True
    return status, b"connection: close" in fields


async def worker(address, queue, results):
    reader = writer = None
    while queue:
        index, request = queue.pop()
        # A connection kept alive may have been closed meanwhile: such a request is sent once more.
        for fresh in (writer is None, True):
            try:
                if fresh:
                    if writer:
                        writer.close()
                    reader, writer = await asyncio.open_connection(*address, limit=1 << 20)
                writer.write(request)
                status, close = await asyncio.wait_for(read_answer(reader, request.startswith(b"HEAD ")), TIMEOUT)
                results[index] = status
                if close:
                    writer.close()
                    reader = writer = None
                break
            except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, ValueError) as error:
                results[index] = type(error).__name__
                if writer:
                    writer.close()
                reader = writer = None
                if fresh:
                    break
    if writer:
        writer.close()


def send(host, port, requests, progress=None):
    """The status of each request, in order, or the name of what went wrong; progress is told now and then how many are left."""
    async def report(queue):
        while queue:
            progress(len(queue))
            await asyncio.sleep(0.5)

    async def run():
        queue = list(enumerate(requests))[::-1]
        results = [None] * len(requests)
        workers = [worker((host, port), queue, results) for _ in range(CONNECTIONS)]
        await asyncio.gather(*workers, *([report(queue)] if progress else []))
        return results
    return asyncio.run(run())


def ask(host, port, request):
    """The head of the answer to one request over a connection of its own; empty when there was none."""
    async def run():
        reader, writer = await asyncio.open_connection(host, port, limit=1 << 20)
        try:
            writer.write(request)
            return await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), TIMEOUT)
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
            return b""
        finally:
            writer.close()
    return asyncio.run(run())
