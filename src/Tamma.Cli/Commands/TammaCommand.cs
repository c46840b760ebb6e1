using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Tamma.Cli.Connecting;

namespace Tamma.Cli.Commands;

/// <summary>The root: every verb and what they share.</summary>
internal static class TammaCommand
{
    public static Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        // @300 is a position and no file of arguments.
        var parsed = Create().Parse(args is [] ? ["--help"] : args, new() { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction errors)
        {
            errors.ShowHelp = false;
        }

        var wrong = parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction;
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return wrong ? RefuseAsync(parsed, configuration, cancellationToken) : parsed.InvokeAsync(configuration, cancellationToken);
    }

    /// <summary>No <see cref="RootCommand"/>: that takes its name from the executable's file.</summary>
    private static Command Create()
    {
        var root = new Command("tamma", "Which AI models exist, what they can do, what they cost, and what changed.")
        {
            new HelpOption(),
            new VersionOption(),
            GlobalOptions.Url,
            GlobalOptions.Json,
            GlobalOptions.NoColor,
            ServeCommand.Create(),
            DemoCommand.Create(),
            DoctorCommand.Create(),
            RefreshCommand.Create(),
            SearchCommand.Create(),
            CompareCommand.Create(),
            SimilarCommand.Create(),
            SearchesCommand.Create(),
            ModelsCommand.Create(),
            ShowCommand.Create(),
            WhyCommand.Create(),
            ConflictsCommand.Create(),
            ResolveCommand.Create(),
            ChangesCommand.Create(),
            CheckCommand.Create(),
            ExportCommand.Create(),
            DiffCommand.Create(),
            PriceCommand.Create(),
            VerifyCommand.Create(),
            BenchCommand.Create(),
            ProvidersCommand.Create(),
            SourcesCommand.Create(),
            ReviewCommand.Create(),
            SubscriptionsCommand.Create(),
            OverrideCommand.Create(),
            AnnotationCommands.CreateHide(),
            AnnotationCommands.CreateUnhide(),
            AnnotationCommands.CreateTag(),
            OperatorCommand.Create(),
            BackupCommands.CreateBackup(),
            BackupCommands.CreateRestore(),
            KeysCommand.Create(),
        };
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new ExampleHelp((HelpAction)option.Action!);
        }

        return root;
    }

    private static async Task<int> RefuseAsync(ParseResult parsed, InvocationConfiguration configuration, CancellationToken cancellationToken)
    {
        await parsed.InvokeAsync(configuration, cancellationToken);
        return ExitCodes.Refused;
    }
}
