using System.Collections;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Tamma.Events;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Settings;
using Tamma.Storage;

namespace Tamma.Server.Hosting;

/// <summary>From the command line to a server that serves, and to its end. Exit codes: 0 done, 1 cannot, 2 asked wrongly.</summary>
internal static class Start
{
    private const int Done = 0;
    private const int Cannot = 1;
    private const int AskedWrongly = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var line = CommandLine.Read(args);
        if (line.Help)
        {
            await Console.Out.WriteAsync(StartText.Help);
            return Done;
        }

        var variables = EnvironmentVariables();
        var (settings, mistakes) = SettingsReader.Read(line, variables);
        if (settings is null)
        {
            await Console.Error.WriteAsync(StartText.Of(mistakes));
            return AskedWrongly;
        }

        settings = settings with { LoadWorker = variables.GetValueOrDefault("TAMMA_LOAD") };

        try
        {
            return line.Check ? await CheckAsync(settings)
                : line.Restore is { } backup ? await RestoreAsync(settings, backup)
                : line.ResetKeys ? await ResetKeysAsync(settings)
                : await ServeAsync(settings);
        }
        catch (StartRefusedException ex)
        {
            await Console.Error.WriteLineAsync(ex.Message);
            return Cannot;
        }
        catch (StorageException ex)
        {
            await Console.Error.WriteLineAsync(ex.Message);
            return Cannot;
        }
    }

    private static async Task<int> CheckAsync(ServerSettings settings)
    {
        await Console.Out.WriteAsync(StartText.Check(settings));
        return Done;
    }

    private static async Task<int> ResetKeysAsync(ServerSettings settings)
    {
        using var folder = FolderLock.Take(settings.DataFolder);
        await using var app = TammaHost.Build(settings);
        var url = settings.UrlForClients(settings.Port);
        await FirstKey.ResetAsync(app.Services.GetRequiredService<IKeyStore>(), settings.CredentialFile, url, TimeProvider.System, CancellationToken.None);
        await Console.Out.WriteLineAsync($"All keys are taken back. A new one for {url} is in {settings.CredentialFile}.");
        return Done;
    }

    private static async Task<int> RestoreAsync(ServerSettings settings, string backup)
    {
        using var folder = FolderLock.Take(settings.DataFolder);
        var restored = DatabaseRestore.Run(backup, settings.Database, TimeProvider.System);
        await Console.Out.WriteLineAsync($"{settings.Database} is restored from {backup}, up to position {restored.Position}.");
        if (restored.SetAside is { } aside)
        {
            await Console.Out.WriteLineAsync($"What was there before is {aside}; delete it when all is well.");
        }

        await Console.Out.WriteLineAsync("Keys are those of the backup (tamma keys reset makes a new one). Cursors of the time before are answered with cursor_expired: the log has a new identity.");
        return Done;
    }

    private static async Task<int> ServeAsync(ServerSettings settings)
    {
        using var folder = FolderLock.Take(settings.DataFolder);
        BackupFile.Clean(settings.DataFolder);
        await using var app = TammaHost.Build(settings);
        foreach (var sentence in StartText.Sentences(settings))
        {
            await Console.Out.WriteLineAsync(sentence);
        }

        var (url, madeKey) = await OpenAsync(app, settings, CancellationToken.None);
        if (madeKey)
        {
            await Console.Out.WriteLineAsync($"An API key was made. The tamma command on this machine finds it in {settings.CredentialFile}; nobody else can read it.");
        }

        await Console.Out.WriteLineAsync($"listening on {url}");
        await app.WaitForShutdownAsync();
        return Done;
    }

    /// <summary>Starts the host, makes the first key when there is none, and opens the doors.</summary>
    /// <returns>Where it listens, and whether a key was made.</returns>
    public static async Task<(string Url, bool MadeKey)> OpenAsync(WebApplication app, ServerSettings settings, CancellationToken cancellationToken)
    {
        app.Services.GetRequiredService<ServerPlace>();
        var keys = app.Services.GetRequiredService<KeyRing>();
        await keys.LoadAsync(cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception ex) when (Refusal(ex, settings) is { } sentence)
        {
            throw new StartRefusedException(sentence, ex);
        }

        var url = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        var made = await FirstKey.EnsureAsync(
            keys,
            app.Services.GetRequiredService<IKeyStore>(),
            settings.CredentialFile,
            settings.UrlForClients(new Uri(url).Port),
            app.Services.GetRequiredService<TimeProvider>(),
            cancellationToken);
        app.Services.GetRequiredService<Readiness>().Open();
        return (url, made);
    }

    private static string? Refusal(Exception failure, ServerSettings settings)
    {
        foreach (var cause in Causes(failure))
        {
            switch (cause)
            {
                case StorageException storage:
                    return storage.Message;
                case AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }:
                    return $"Port {settings.Port} on {settings.Address} is in use. Another server runs there, perhaps another Tamma; stop it, or choose another port with --server.port=N or TAMMA__SERVER__PORT.";
                case SocketException socket:
                    return $"{settings.Address} port {settings.Port} cannot be listened on: {socket.Message}. Choose another with --server.host and --server.port.";
            }
        }

        return null;
    }

    private static IEnumerable<Exception> Causes(Exception failure) =>
        failure is AggregateException many
            ? many.InnerExceptions.SelectMany(Causes)
            : (failure.InnerException is { } inner ? Causes(inner) : []).Prepend(failure);

    private static Dictionary<string, string> EnvironmentVariables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);
}
