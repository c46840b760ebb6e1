using System.CommandLine;
using System.Net;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Connecting;

/// <summary>One invocation: what was asked, the server it is asked of, and where the answer is printed.</summary>
internal sealed class Session(ParseResult parsed) : IDisposable
{
    public const string DefaultAddress = "http://127.0.0.1:5080";

    private SocketsHttpHandler? _handler;
    private HttpClient? _http;

    public ParseResult Parsed => parsed;

    public Output Output { get; } = new(parsed.GetValue(GlobalOptions.Json), parsed.GetValue(GlobalOptions.NoColor));

    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>The server's address as its owner wrote it.</summary>
    public string Address { get; } = parsed.GetValue(GlobalOptions.Url) ?? Variable("TAMMA_URL") ?? DefaultAddress;

    /// <summary>Made on first use, so that a verb without a server needs no address and no key.</summary>
    public TammaClient Client => field ??= Open(ReadAddress(), withKey: true);

    /// <summary>A client without a key, for a server that this process has started on loopback.</summary>
    public TammaClient Open(Uri address, bool withKey)
    {
        _handler ??= new() { UseProxy = !address.IsLoopback, AutomaticDecompression = DecompressionMethods.All };
        if (_http is null)
        {
            _http = new(_handler, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(30) };
            if (Variable("TAMMA_NO_ANALYTICS") is not (null or "0"))
            {
                // Global Privacy Control: the server does not count what this caller searches.
                _http.DefaultRequestHeaders.Add("Sec-GPC", "1");
            }
        }

        return new(_http, address, withKey ? Variable("TAMMA_API_KEY") ?? CredentialFile.FindKey(address) : null);
    }

    public void Dispose()
    {
        Output.Dispose();
        _http?.Dispose();
        _handler?.Dispose();
    }

    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private Uri ReadAddress() =>
        Uri.TryCreate(Address, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new RefusedException($"'{Address}' is no http address. Set --url or TAMMA_URL, for example {DefaultAddress}.");
}
