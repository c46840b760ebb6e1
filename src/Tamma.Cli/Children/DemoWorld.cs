using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tamma.Cli.Children;

/// <summary>A Simulator and a server that knows nothing else, with a data folder that goes when they go.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    private const string Announcement = "simulator listening on ";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamma-demo-");
    private readonly TimeProvider _time;
    private Child? _simulator;
    private Child? _server;

    private string _simulated = "";

    private DemoWorld(TimeProvider time) => _time = time;

    public required Uri Address { get; init; }

    /// <summary>Where its data lies until it ends.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Starts both and returns at once after the server was started; see <see cref="WaitAsync"/>.</summary>
    public static async Task<DemoWorld> StartAsync(int port, TimeProvider time, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{TakePort(port)}");
        var world = new DemoWorld(time) { Address = address };
        try
        {
            world._simulated = await world.StartSimulatorAsync(cancellationToken);
            world.StartServer();
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks until the answer is yes.</summary>
    /// <exception cref="RefusedException">A process ended, or the time is over.</exception>
    public async Task WaitAsync(string what, Func<CancellationToken, Task<bool>> isSo, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_patience, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            while (!await AskAsync(isSo, linked.Token))
            {
                Check();
                await Task.Delay(s_poll, _time, linked.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RefusedException($"{what} took longer than {s_patience.TotalSeconds:0} seconds.\n{_server?.LastWords}", ExitCodes.Failed);
        }
    }

    /// <summary>This program once more, as its user would start it to ask the server; it has the server's own key.</summary>
    public ProcessStartInfo Ask(params IEnumerable<string> arguments)
    {
        var start = ServerProgram.Own.ToStart(arguments);
        start.WorkingDirectory = Folder;
        start.Environment["TAMMA_URL"] = Address.GetLeftPart(UriPartial.Authority);
        start.Environment["XDG_CONFIG_HOME"] = DemoSettings.ConfigFolder(Folder);
        start.Environment.Remove("TAMMA_API_KEY");
        return start;
    }

    /// <summary>Lets time pass in the simulated worlds: what is to happen until then happens.</summary>
    public async Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler, disposeHandler: false);
        using var body = new StringContent(string.Create(CultureInfo.InvariantCulture, $$"""{"seconds":{{time.TotalSeconds}}}"""), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"{_simulated}/_control/advance"), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <exception cref="RefusedException">A process ended by itself.</exception>
    public void Check()
    {
        foreach (var (name, child) in new[] { ("simulator", _simulator), ("server", _server) })
        {
            if (child is { HasExited: true })
            {
                throw new RefusedException($"The {name} ended by itself. Its last words:\n{child.LastWords}", ExitCodes.Failed);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_server?.StopAsync(_time) ?? Task.CompletedTask);
        await (_simulator?.StopAsync(_time) ?? Task.CompletedTask);
        _server?.Dispose();
        _simulator?.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<bool> AskAsync(Func<CancellationToken, Task<bool>> isSo, CancellationToken cancellationToken)
    {
        try
        {
            return await isSo(cancellationToken);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<string> StartSimulatorAsync(CancellationToken cancellationToken)
    {
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = ServerProgram.Find("Tamma.Simulator", "TAMMA_SIMULATOR")
            .ToStart(["--scenario", "demo", "--port", "0", "--change-every", "5", "--exit-with-parent"]);
        start.WorkingDirectory = _folder.FullName;
        _simulator = Child.StartQuiet(start, line =>
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                heard.TrySetResult(line[Announcement.Length..].Trim().TrimEnd('/'));
            }
        });
        await WaitAsync("Starting the simulator", _ => Task.FromResult(heard.Task.IsCompleted), cancellationToken);
        return await heard.Task;
    }

    private void StartServer()
    {
        var start = ServerProgram.Find("Tamma.Server", "TAMMA_SERVER").ToStart([]);
        start.WorkingDirectory = _folder.FullName;
        foreach (var own in start.Environment.Keys.Where(name => name.StartsWith("TAMMA__", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(own);
        }

        foreach (var (name, value) in DemoSettings.For(_simulated, ServerProgram.Find("Tamma.Simulator", "TAMMA_SIMULATOR"), Address.Port, _folder.FullName))
        {
            start.Environment[name] = value;
        }

        _server = Child.StartQuiet(start);
    }

    /// <summary>Finds out before the server does, or another server that has the port would be taken for this one.</summary>
    private static int TakePort(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            throw new RefusedException($"Port {port} is taken. Take another, or let one be found: tamma demo --port 0");
        }
    }
}
