using System.CommandLine;
using System.Globalization;

namespace Tamma.Simulator.Chat.Pacing;

/// <summary>`pacing`: how late frames would be, on this machine.</summary>
internal static class PacingCommand
{
    public static Command Create()
    {
        var streams = new Option<string>("--streams") { Description = "How many at once; several with commas between.", DefaultValueFactory = _ => "1,64,512" };
        var interval = new Option<double>("--interval-ms") { Description = "Between two frames of a stream.", DefaultValueFactory = _ => 5 };
        var seconds = new Option<double>("--seconds") { Description = "For each line.", DefaultValueFactory = _ => 3 };
        streams.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Parse(token.Value) is null)
            {
                result.AddError("--streams takes numbers from 1 to 10000 with commas between.");
            }
        });
        interval.Validators.Add(result => Check(result, "--interval-ms", 0.1, 10_000));
        seconds.Validators.Add(result => Check(result, "--seconds", 0.1, 600));

        var command = new Command("pacing", "Measures how late the pacer wakes streams, and how late Task.Delay does.") { streams, interval, seconds };
        command.SetAction((parsed, cancellationToken) => PacingMeasurement.RunAsync(
            Parse(parsed.GetValue(streams)!)!, parsed.GetValue(interval), parsed.GetValue(seconds), Console.Out, cancellationToken));
        return command;
    }

    private static void Check(System.CommandLine.Parsing.OptionResult result, string name, double least, double most)
    {
        if (result.Tokens is [var token]
            && (!double.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) || number < least || number > most))
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes {least} to {most}."));
        }
    }

    private static List<int>? Parse(string text)
    {
        List<int> counts = [];
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 10_000)
            {
                return null;
            }

            counts.Add(count);
        }

        return counts;
    }
}
