using System.CommandLine;
using Tamma.Cli.Children;

namespace Tamma.Cli.Commands;

/// <summary>Runs the server that lies beside this program, on this terminal.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var place = new ServerPlace();
        var verb = new Verb(
            "serve",
            "Discover models and serve the catalogue until Ctrl-C.",
            "tamma serve --port 5080 --data ~/tamma",
            "tamma serve --set sources.models_dev.listings=all");
        place.AddTo(verb);
        verb.Runs((session, cancellationToken) => ServerRun.RunAsync(place.Read(session.Parsed), cancellationToken));
        return verb;
    }
}

/// <summary>Runs the server with given arguments and hands on its exit code.</summary>
internal static class ServerRun
{
    public static async Task<int> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var server = Child.Start(ServerProgram.Find("Tamma.Server", "TAMMA_SERVER").ToStart(arguments));
        await using var forwarding = cancellationToken.Register(server.Ask);
        return await server.WaitAsync(CancellationToken.None);
    }
}

/// <summary>The options that say where a server listens and keeps its data.</summary>
internal sealed class ServerPlace
{
    private readonly Option<int?> _port = new("--port") { Description = "Port. Default: 5080.", HelpName = "n" };
    private readonly Option<string?> _host = new("--host") { Description = "Address to listen on. Default: loopback only.", HelpName = "address" };
    private readonly Option<string?> _data = new("--data") { Description = "Data folder. Default: the XDG data folder.", HelpName = "folder" };
    private readonly Option<string[]> _set = new("--set") { Description = "Any other setting; may be repeated.", HelpName = "key=value" };

    public void AddTo(Command command)
    {
        command.Add(_port);
        command.Add(_host);
        command.Add(_data);
        command.Add(_set);
    }

    /// <exception cref="RefusedException">A setting has no value.</exception>
    public IEnumerable<string> Read(ParseResult parsed) =>
    [
        .. parsed.GetValue(_port) is { } port ? [$"--server.port={port}"] : Array.Empty<string>(),
        .. parsed.GetValue(_host) is { } host ? [$"--server.host={host}"] : Array.Empty<string>(),
        .. parsed.GetValue(_data) is { } data ? [$"--server.data={data}"] : Array.Empty<string>(),
        .. (parsed.GetValue(_set) ?? []).Select(setting => setting.IndexOf('=', StringComparison.Ordinal) > 0
            ? "--" + setting
            : throw new RefusedException($"--set takes key=value, for example --set sources.models_dev.listings=all; '{setting}' has no value.")),
    ];
}
