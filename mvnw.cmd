<# : the first lines are for cmd, the rest for PowerShell
@echo off
rem Runs Maven for this project with a JDK and a Maven that fit, and fetches the pinned Maven where there is none.
rem Why it is our own: src/docs/decisions/0011-maven-wrapper.md
setlocal
set "MVNW_SELF=%~f0"
set "MVNW_MAVEN="
for /f "usebackq tokens=1,* delims==" %%a in (`powershell -NoProfile -ExecutionPolicy Bypass -Command "Invoke-Expression (Get-Content -Raw -LiteralPath $env:MVNW_SELF)"`) do set "%%a=%%b"
if not defined MVNW_MAVEN exit /b 1
rem dev mode needs its services started before it: see the profile in pom.xml
set "MVNW_DEV="
for %%a in (%*) do if "%%~a"=="quarkus:dev" set "MVNW_DEV=-Pdev -Dquarkus.analytics.disabled=true"
call "%MVNW_MAVEN%" %MVNW_DEV% %*
exit /b %ERRORLEVEL%
#>
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

function Fail($text) { [Console]::Error.WriteLine("mvnw: $text"); exit 1 }
function Say($text) { [Console]::Error.WriteLine("mvnw: $text") }

# the release of the JDK in a folder; 0 when there is none, or only a runtime
function Get-Release($folder) {
    if (-not $folder -or -not (Test-Path "$folder\bin\javac.exe") -or -not (Test-Path "$folder\release")) { return 0 }
    if ((Get-Content -Raw "$folder\release") -match 'JAVA_VERSION="(\d+)') { return [int]$Matches[1] }
    return 0
}

function Find-Jdk($wanted) {
    $java = Get-Command java.exe -ErrorAction SilentlyContinue
    $onPath = if ($java) { Split-Path (Split-Path $java.Source) }
    foreach ($folder in $env:JAVA_HOME, $onPath) { if ((Get-Release $folder) -ge $wanted) { return $folder } }
    $folders = "$env:ProgramFiles\Java\*", "$env:ProgramFiles\Eclipse Adoptium\*", "$env:ProgramFiles\Microsoft\jdk*",
        "$env:ProgramFiles\Zulu\*", "$env:USERPROFILE\.jdks\*"
    Get-Item $folders -ErrorAction SilentlyContinue | ForEach-Object FullName |
        Where-Object { (Get-Release $_) -ge $wanted } | Sort-Object { Get-Release $_ } | Select-Object -Last 1
}

# fetches and unpacks beside the final place and moves: two at once, or one that was cut off, do no harm
function Install-Maven($pinned, $older) {
    $fresh = "$pinned.$([guid]::NewGuid().ToString('N'))"
    New-Item -ItemType Directory -Force $fresh | Out-Null
    try {
        $archive = "$fresh\apache-maven-$version-bin.tar.gz"
        if ($older) {
            Say "the Maven here is too old; letting it fetch Maven $version"
            Push-Location $fresh
            & mvn.cmd -B -q dependency:copy "-DoutputDirectory=$fresh" "-Dartifact=org.apache.maven:apache-maven:${version}:tar.gz:bin" > "$fresh\log"
            if ($LASTEXITCODE -ne 0) { Remove-Item -Force $archive -ErrorAction SilentlyContinue }
            Pop-Location
        }
        if (-not (Test-Path $archive)) {
            $url = $setting.distributionUrl
            if ($env:MVNW_REPOURL) {
                $url = "$($env:MVNW_REPOURL.TrimEnd('/'))/org/apache/maven/apache-maven/$version/apache-maven-$version-bin.tar.gz"
            }
            Say "fetching Maven $version from $url"
            [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
            try { Invoke-WebRequest -UseBasicParsing $url -OutFile $archive }
            catch { Fail "cannot fetch $url; set MVNW_REPOURL to a Maven repository within reach" }
        }
        if ((Get-FileHash -Algorithm SHA512 $archive).Hash -ne $setting.distributionSha512Sum) {
            Fail "the checksum of Maven $version is wrong: not used"
        }
        & tar.exe -xzf $archive -C $fresh
        if (-not (Test-Path $pinned)) { Move-Item "$fresh\apache-maven-$version" $pinned }
    } finally {
        Remove-Item -Recurse -Force $fresh -ErrorAction SilentlyContinue
    }
}

$project = Split-Path $env:MVNW_SELF
$setting = ConvertFrom-StringData (Get-Content -Raw "$project\.mvn\wrapper\maven-wrapper.properties")
$version = $setting.distributionUrl -replace '.*apache-maven-(.*)-bin.*', '$1'
$userHome = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { "$env:USERPROFILE\.m2" }
$pinned = "$userHome\wrapper\dists\apache-maven-$version\$($setting.distributionSha512Sum.Substring(0, 12))"

$env:JAVA_HOME = Find-Jdk ([int]$setting.javaRelease)
if (-not $env:JAVA_HOME) { Fail "install a JDK $($setting.javaRelease) or later, or point JAVA_HOME at one" }

$maven = "$pinned\bin\mvn.cmd"
if (-not (Test-Path $maven)) {
    $found = $null
    if ((Get-Command mvn.cmd -ErrorAction SilentlyContinue) -and ((& mvn.cmd -v | Out-String) -match 'Apache Maven (\d+\.\d+)')) {
        $found = [version]$Matches[1]
    }
    if ($found -ge [version]'3.9') { $maven = 'mvn.cmd' } else { Install-Maven $pinned ($null -ne $found) }
}
"JAVA_HOME=$env:JAVA_HOME"
"MVNW_MAVEN=$maven"
