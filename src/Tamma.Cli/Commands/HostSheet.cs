using System.Globalization;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>The hosts behind a model of OpenRouter.</summary>
internal static class HostSheet
{
    public static async Task PrintAsync(Session session, string key, CancellationToken cancellationToken)
    {
        var hosts = await session.Client.GetHostsAsync(key, cancellationToken);
        if (session.Output.Json)
        {
            session.Output.Document(hosts, TammaJson.Default.HostList);
            return;
        }

        var sheet = new Sheet("Host", "Weights", ">Context", ">Output", ">In", ">Out", ">Uptime", ">First token", ">Tokens/s");
        foreach (var host in hosts.Data)
        {
            sheet.Add(
                host.Tag ?? host.Provider ?? Figures.Unknown,
                Figures.Text(host.Quantization),
                Figures.Tokens(host.Limit?.Context),
                Figures.Tokens(host.Limit?.Output),
                Figures.Price(host.Cost?.Input),
                Figures.Price(host.Cost?.Output),
                Number(host.Uptime, "0.0'%'"),
                Number(host.LatencyP50, "0' ms'"),
                Number(host.ThroughputP50, "0"));
        }

        session.Output.Print(sheet);
    }

    private static string Number(decimal? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? Figures.Unknown;
}
