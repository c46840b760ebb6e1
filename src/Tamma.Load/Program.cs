using System.Text.Json;
using Tamma.Client.Benchmarks;
using Tamma.Load;
using Tamma.Load.Reporting;

// One plan on standard input, lines of JSON on standard output, and nothing else: whoever started it reads them.
await using var standardOutput = Console.OpenStandardOutput();
var output = new LineOutput(standardOutput);
using var interrupted = new CancellationTokenSource();
using var stopping = new Stopping(interrupted);
output.Broken = interrupted.Cancel;

LoadPlan? plan;
try
{
    await using var standardInput = Console.OpenStandardInput();
    plan = await JsonSerializer.DeserializeAsync(standardInput, LoadJson.Default.LoadPlan, interrupted.Token);
}
catch (JsonException ex)
{
    output.Write(new() { Refused = $"The plan is not readable: {ex.Message}" });
    return 2;
}

if ((plan is null ? "There is no plan." : PlanCheck.Mistake(plan)) is { } mistake)
{
    output.Write(new() { Refused = mistake });
    return 2;
}

try
{
    output.Write(new() { Report = await new LoadRun(plan!, output).RunAsync(interrupted.Token) });
    return 0;
}
catch (LoadRefusedException ex)
{
    output.Write(new() { Refused = ex.Message });
    return 1;
}
catch (OperationCanceledException)
{
    output.Write(new() { Refused = "It was stopped before the load began; nothing was measured." });
    return 1;
}
