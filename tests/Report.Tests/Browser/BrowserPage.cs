using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNet.Vae.Tests.Report.Browser;

/// <summary>
/// A page in a browser without a window, by the DevTools protocol (https://chromedevtools.github.io/devtools-protocol): no driver is needed.
/// </summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private const int BufferBytes = 1 << 16, Width = 1280, Height = 900;
    private const string Announcement = "DevTools listening on ";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly string _profile = Directory.CreateTempSubdirectory("chromium-").FullName;
    private readonly ClientWebSocket _socket = new();
    private readonly List<string> _errors = [];
    private readonly Process _process;
    private bool _isLoaded;
    private int _lastId;

    private BrowserPage(string browser)
    {
        _stop.CancelAfter(Limit);
        var start = new ProcessStartInfo(
            browser,
            [
                "--headless=new", "--remote-debugging-port=0", $"--user-data-dir={_profile}", $"--window-size={Width},{Height}", "--no-first-run",
                "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage",
                .. Environment.IsPrivilegedProcess ? (string[])["--no-sandbox"] : [], // root has no sandbox
                "about:blank",
            ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
    }

    /// <summary>What the console has as errors so far, and exceptions that nobody caught.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Opens a file and waits until it is loaded.</summary>
    public static async Task<BrowserPage> OpenAsync(string path)
    {
        var page = new BrowserPage(Chromium.Require());
        try
        {
            await page.ConnectAsync();
            foreach (string domain in new[] { "Page", "Runtime", "Log" })
                await page.SendAsync($"{domain}.enable", []);
            page._isLoaded = false; // about:blank was
            await page.SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(path).AbsoluteUri });
            while (!page._isLoaded)
                page.Take(await page.ReceiveAsync());
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has the reader wish for light or dark.</summary>
    public Task SetColorSchemeAsync(string scheme) => SendAsync("Emulation.setEmulatedMedia", new JsonObject
    {
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
    });

    /// <summary>The value of a JavaScript expression, or what its promise gives.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        Assert.Null(answer["exceptionDetails"]);
        return answer["result"]!["value"]!.GetValue<T>();
    }

    /// <summary>Puts the pointer somewhere, in pixels from the upper left corner of what is seen.</summary>
    public Task MovePointerAsync(double x, double y) =>
        SendAsync("Input.dispatchMouseEvent", new JsonObject { ["type"] = "mouseMoved", ["x"] = x, ["y"] = y });

    /// <summary>A picture of the whole page, PNG.</summary>
    public async Task<byte[]> CaptureAsync()
    {
        var answer = await SendAsync("Page.captureScreenshot", new JsonObject { ["captureBeyondViewport"] = true, ["format"] = "png" });
        return Convert.FromBase64String(answer["data"]!.GetValue<string>());
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _stop.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A helper process of the browser may write its last file now; the system empties its folder of temporary files.
        }
    }

    private async Task ConnectAsync()
    {
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        string? line;
        do
            line = await _process.StandardError.ReadLineAsync(_stop.Token) ?? throw new InvalidOperationException("The browser has ended.");
        while (!line.StartsWith(Announcement, StringComparison.Ordinal));
        _ = _process.StandardError.ReadToEndAsync(CancellationToken.None); // so that it never waits for a reader

        var address = new Uri(line[Announcement.Length..]);
        using var http = new HttpClient();
        string list = await http.GetStringAsync($"http://{address.Authority}/json/list", _stop.Token);
        var target = JsonNode.Parse(list)!.AsArray().First(target => target!["type"]!.GetValue<string>() == "page")!;
        await _socket.ConnectAsync(new Uri(target["webSocketDebuggerUrl"]!.GetValue<string>()), _stop.Token);
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        int id = ++_lastId;
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, endOfMessage: true, _stop.Token);
        while (true)
        {
            var message = await ReceiveAsync();
            if (message["id"]?.GetValue<int>() != id)
            {
                Take(message);
                continue;
            }

            Assert.True(message["error"] is null, $"{method}: {message["error"]}");
            return message["result"]!;
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using var content = new MemoryStream();
        byte[] buffer = new byte[BufferBytes];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token);
            content.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(content.ToArray())!;
    }

    private void Take(JsonNode message)
    {
        var parameters = message["params"];
        switch (message["method"]?.GetValue<string>())
        {
            case "Page.loadEventFired":
                _isLoaded = true;
                break;
            case "Runtime.exceptionThrown":
                _errors.Add($"{parameters!["exceptionDetails"]}");
                break;
            case "Runtime.consoleAPICalled" when parameters!["type"]!.GetValue<string>() is "error" or "warning" or "assert":
                _errors.Add($"{parameters["args"]}");
                break;
            case "Log.entryAdded" when parameters!["entry"]!["level"]!.GetValue<string>() is "error" or "warning":
                _errors.Add($"{parameters["entry"]}");
                break;
        }
    }
}
