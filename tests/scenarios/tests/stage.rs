//! The program `stage`, used as tests in other languages use it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers fail as tests do

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The program, killed if a test fails.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Status and body of the answer to a request without a body.
fn ask(base: &str, method: &str, path: &str) -> (u16, String) {
    let host = base.strip_prefix("http://").unwrap();
    let mut connection = TcpStream::connect(host).unwrap();
    write!(connection, "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

#[test]
fn a_play_begins_loses_its_network_and_ends_and_the_stage_goes_when_its_input_ends() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stage"));
    let mut program = Program(command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(program.0.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let line: Value = serde_json::from_str(&line).unwrap();
    let control = line["control"].as_str().unwrap();
    assert!(Path::new(line["stories"].as_str().unwrap()).join("passed.json").is_file());
    assert!(Path::new(line["weights"].as_str().unwrap()).is_dir());

    let (status, play) = ask(control, "POST", "/plays?story=passed");
    assert_eq!(status, 201, "{play}");
    let play: Value = serde_json::from_str(&play).unwrap();
    let path = format!("/plays/{}", play["id"].as_str().unwrap());
    let platform = play["platform"].as_str().unwrap();
    assert!(play["photos"].as_object().unwrap().values().all(|file| Path::new(file.as_str().unwrap()).is_file()));
    assert_eq!(play["values"]["number"].as_str().unwrap().len(), 18);

    let tells = || TcpStream::connect(platform.strip_prefix("http://").unwrap()).is_ok();
    assert_eq!(ask(platform, "GET", "/v1/student").0, 401);
    assert_eq!(ask(control, "POST", &format!("{path}/network?is=down")).0, 204);
    assert!(!tells());
    assert_eq!(ask(control, "POST", &format!("{path}/network?is=up")).0, 204);
    assert_eq!(ask(platform, "GET", "/v1/student").0, 401);
    assert_eq!(ask(control, "POST", &format!("{path}/network?is=slow")).0, 400);
    assert_eq!(ask(control, "POST", &format!("{path}/expire")).0, 204);
    assert_eq!(ask(control, "GET", &format!("{path}/code?contact=13900000001")).0, 404);
    assert_eq!(ask(control, "POST", "/plays?story=nobody").0, 404);

    assert_eq!(ask(control, "DELETE", &path).0, 204);
    assert!(!tells());
    assert_eq!(ask(control, "DELETE", &path).0, 404);

    drop(program.0.stdin.take());
    assert!(program.0.wait().unwrap().success());
}
