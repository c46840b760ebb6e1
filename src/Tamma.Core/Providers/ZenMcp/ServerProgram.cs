using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Tamma.Providers.ZenMcp;

/// <summary>A program that was started and never outlives its user: it is killed with all that it has started itself.</summary>
internal sealed class ServerProgram : IDisposable
{
    private const int Kill = 9;
    private const string NewSession = "/usr/bin/setsid";
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly LastWords _words;
    private readonly Task _log;
    private readonly bool _isGroup;
    private int _ended;

    private ServerProgram(Process process, ServerCommand command, bool isGroup, int mostOutput)
    {
        _process = process;
        _isGroup = isGroup;
        _words = new(command.Secrets);
        _log = _words.ReadAsync(process.StandardError);
        Output = new(process.StandardOutput.BaseStream, mostOutput);
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public BoundedOutput Output { get; }

    /// <summary>The last line of its log.</summary>
    public string? Said => _words.Line();

    /// <exception cref="ProviderException">It cannot be started.</exception>
    public static ServerProgram Start(ServerCommand command, int mostOutput)
    {
        if (command.Folder is { } folder && !Directory.Exists(folder))
        {
            throw new ProviderException(ProviderFault.NotFound, $"there is no folder {folder}, in which '{command.Program}' is to be started");
        }

        var program = Find(command) ?? throw new ProviderException(
            ProviderFault.NotFound, $"there is no program '{command.Program}'; install it, or give its whole path as this connection's 'command'");

        // A session of its own is a group of its own, so that what it starts can be ended with it.
        var isGroup = OperatingSystem.IsLinux() && File.Exists(NewSession);
        var start = new ProcessStartInfo(isGroup ? NewSession : program, isGroup ? [program, .. command.Arguments] : command.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = new UTF8Encoding(false),
            WorkingDirectory = command.Folder ?? "",
        };
        start.Environment.Clear();
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new(Process.Start(start)!, command, isGroup, mostOutput);
        }
        catch (Win32Exception ex)
        {
            throw new ProviderException(ProviderFault.Unreachable, $"'{command.Program}' cannot be started ({ex.NativeErrorCode}); may it be executed?", ex);
        }
    }

    /// <summary>Gives a program that has broken off a moment to end, and its log to be read.</summary>
    /// <returns>Its exit code; null while it runs.</returns>
    public async Task<int?> ExitCodeAsync(TimeProvider time)
    {
        try
        {
            await Task.WhenAll(_process.WaitForExitAsync(CancellationToken.None), _log).WaitAsync(s_grace, time);
        }
        catch (TimeoutException)
        {
            // It runs on, or something that it has started holds its log open.
        }

        return _process.HasExited ? _process.ExitCode : null;
    }

    /// <summary>Ends it and all that it has started, at once: it was asked a question and has nothing to save.</summary>
    public void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        if (_isGroup)
        {
            _ = NativeKill(-_process.Id, Kill);
        }

        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception ex) when (ex is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It is gone already.
        }
    }

    public void Dispose()
    {
        End();
        Output.Dispose();
        _process.Dispose();
    }

    private static string? Find(ServerCommand command)
    {
        if (command.Program.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))
        {
            var path = Path.GetFullPath(command.Program, command.Folder is { } folder ? Path.GetFullPath(folder) : Environment.CurrentDirectory);
            return File.Exists(path) ? path : null;
        }

        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", ""] : [""];
        return command.Environment.GetValueOrDefault("PATH", "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, command.Program + ending)))
            .FirstOrDefault(File.Exists);
    }

#pragma warning disable SYSLIB1054 // two numbers need no marshalling code, and this room no unsafe blocks
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int process, int signal);
#pragma warning restore SYSLIB1054
}
