using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tamma.Perf.Search.Http;

/// <summary>Kestrel giving the recorded answer of each query from memory: a look-up by the query as it came, and nothing else.</summary>
internal static class BareAnswers
{
    /// <param name="file">By address, the answer.</param>
    public static async Task<int> RunAsync(string file)
    {
        Dictionary<string, byte[]> answers = new(StringComparer.Ordinal);
        foreach (var (address, answer) in JsonSerializer.Deserialize<Dictionary<string, byte[]>>(await File.ReadAllBytesAsync(file))!)
        {
            answers.Add(address[address.IndexOf('?', StringComparison.Ordinal)..], answer);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.MapGet("/{**any}", async (HttpContext context) =>
        {
            var bytes = answers[context.Request.QueryString.Value!];
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = bytes.Length;
            await context.Response.BodyWriter.WriteAsync(bytes);
        });
        await app.StartAsync();
        Console.WriteLine("listening on " + app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }
}
