using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tamma.Perf;

/// <summary>The physical limit that the REST figures are held against: Kestrel giving the same bytes from memory, and nothing else.</summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.MapGet("/{**any}", async (HttpContext context) =>
        {
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
